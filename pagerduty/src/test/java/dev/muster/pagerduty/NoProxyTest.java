package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoProxyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            *                         | api.pagerduty.com
            pagerduty.com             | api.pagerduty.com
            .pagerduty.com            | api.pagerduty.com
            *.pagerduty.com           | api.pagerduty.com
            API.PagerDuty.com.        | api.pagerduty.com
            api.pagerduty.com:443     | api.pagerduty.com
            'a.example, pagerduty.com' | api.pagerduty.com
            'a.example pagerduty.com' | api.pagerduty.com
            10.0.0.0/8                | 10.200.3.4
            10.1.2.3                  | 10.1.2.3
            10.1.2.3:443              | 10.1.2.3
            fd00::/8                  | [fd12::1]
            [fd12::1]:443             | [fd12::1]
            0.0.0.0/0                 | 10.1.2.3
            """)
    void is_asked_directly(String entries, String host) {
        assertThat(NoProxy.of(entries).has(host, 443)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                        | api.pagerduty.com
            ','                       | api.pagerduty.com
            agerduty.com              | api.pagerduty.com
            eu.pagerduty.com          | api.pagerduty.com
            api.pagerduty.com:8443    | api.pagerduty.com
            10.0.0.0/8                | 11.0.0.1
            10.0.0.0/8                | api.pagerduty.com
            2.3                       | 10.1.2.3
            10.0.0.0/x                | 10.1.2.3
            10.0.0.0/8                | [fd12::1]
            """)
    void is_asked_through_the_proxy(String entries, String host) {
        assertThat(NoProxy.of(entries).has(host, 443)).isFalse();
    }
}
