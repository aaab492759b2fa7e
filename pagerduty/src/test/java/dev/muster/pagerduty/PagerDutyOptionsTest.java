package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.kit.answer.Bounds;
import dev.muster.kit.client.Manners;
import dev.muster.pagerduty.api.ApiHost;
import dev.muster.pagerduty.api.Hosts;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagerDutyOptionsTest {

    @Test
    void the_defaults_are_these() {
        PagerDutyOptions options = PagerDutyOptions.defaults();

        assertThat(options.hosts())
                .isEqualTo(new Hosts(
                        URI.create("https://api.pagerduty.com"),
                        URI.create("https://api.eu.pagerduty.com"),
                        List.of(),
                        URI.create("https://identity.pagerduty.com"),
                        URI.create("https://identity.pagerduty.com")));
        assertThat(options.manners()).isEqualTo(new Manners(0.8, 4, 4, Duration.ofMinutes(10)));
        assertThat(options.bounds())
                .isEqualTo(new Bounds(Duration.ofSeconds(10), Duration.ofSeconds(60), 8_388_608, 64, 1_048_576));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.pagerduty.com",
                "ftp://api.pagerduty.com",
                "http://api.pagerduty.com",
                "http://127.0.0.1.example:8765",
                "https://user@api.pagerduty.com",
                "https://api.pagerduty.com/v2",
                "https://api.pagerduty.com?x=1",
                "http:///users"
            })
    void an_address_that_is_more_or_less_than_a_host_is_refused(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PagerDutyOptions.defaults().withAllowedHosts(List.of(URI.create(address))))
                .withMessageContaining("'%s' is not an address Muster can use for PagerDuty".formatted(address));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PagerDutyOptions.defaults().withAllowedIdentity(URI.create(address)));
    }

    @Test
    void another_identity_host_counts_for_the_further_addresses_alone() {
        URI own = URI.create("http://127.0.0.1:8766");
        var hosts = PagerDutyOptions.defaults()
                .withAllowedIdentity(own)
                .withAllowedHosts(List.of(URI.create("http://127.0.0.1:8765")))
                .hosts();

        assertThat(ApiHost.of("http://127.0.0.1:8765", hosts).orElseThrow().identity())
                .isEqualTo(own);
        for (String region : List.of("us", "eu")) {
            assertThat(ApiHost.of(region, hosts).orElseThrow().identity())
                    .isEqualTo(URI.create("https://identity.pagerduty.com"));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.1, Double.NaN})
    void a_share_beyond_the_limit_is_refused(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Manners(share, 4, 4, Duration.ofMinutes(10)))
                .withMessage("The share of the rate limit goes from above 0.0 to 1.0");
    }
}
