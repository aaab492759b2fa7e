package dev.muster.kit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoProxyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            *                         | api.acme.example
            acme.example              | api.acme.example
            .acme.example             | api.acme.example
            *.acme.example            | api.acme.example
            API.Acme.Example.         | api.acme.example
            api.acme.example:443      | api.acme.example
            'a.example, acme.example' | api.acme.example
            'a.example acme.example'  | api.acme.example
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
            ''                        | api.acme.example
            ','                       | api.acme.example
            cme.example               | api.acme.example
            eu.acme.example           | api.acme.example
            api.acme.example:8443     | api.acme.example
            10.0.0.0/8                | 11.0.0.1
            10.0.0.0/8                | api.acme.example
            2.3                       | 10.1.2.3
            10.0.0.0/x                | 10.1.2.3
            10.0.0.0/8                | [fd12::1]
            """)
    void is_asked_through_the_proxy(String entries, String host) {
        assertThat(NoProxy.of(entries).has(host, 443)).isFalse();
    }
}
