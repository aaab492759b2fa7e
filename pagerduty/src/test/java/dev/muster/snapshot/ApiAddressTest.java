package dev.muster.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.SimulatedAccount;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiAddressTest {
    private static final ApiAddress PLAIN = new ApiAddress(Map.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080",
                "http://127.8.4.2:1",
                "http://localhost:8080",
                "https://localhost",
                "http://[::1]:8080",
                "http://127.0.0.1:8080/"
            })
    void an_address_of_this_machine_may_be_read(String address) throws Misused {
        assertThat(PLAIN.api(address)).isEqualTo(URI.create(address.replaceAll("/$", "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://pagerduty.example.com",
                "https://10.0.0.1",
                "https://127.0.0.1.example.com",
                "https://localhost.example.com",
                "https://0.0.0.0:80",
                "https://169.254.169.254",
                "https://[::2]"
            })
    void another_address_is_refused_unless_it_is_listed(String address) throws Misused {
        var listing = new ApiAddress(Map.of("MUSTER_PAGERDUTY_HOSTS", "https://other.example.com, " + address + "/"));

        assertThat(listing.api(address)).isEqualTo(URI.create(address));
        assertThatThrownBy(() -> PLAIN.api(address))
                .isInstanceOf(Misused.class)
                .hasMessageContaining("MUSTER_PAGERDUTY_HOSTS")
                .hasMessageContaining("The credential would be sent there");
    }

    @Test
    void plain_http_is_refused_beyond_this_machine_even_when_it_is_listed() {
        var listing = new ApiAddress(
                Map.of("MUSTER_PAGERDUTY_HOSTS", "http://10.0.0.1", "MUSTER_PAGERDUTY_IDENTITY", "http://10.0.0.2"));

        assertThatThrownBy(() -> listing.api("http://10.0.0.1")).hasMessageContaining("in the clear");
        assertThatThrownBy(() -> listing.identity(null)).hasMessageContaining("in the clear");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.0.0.1",
                "ftp://127.0.0.1",
                "http://",
                "http://user:word@127.0.0.1",
                "http://127.0.0.1/path",
                "http://127.0.0.1?query",
                "http://127.0.0.1#fragment",
                "file:///etc/passwd",
                "not an address"
            })
    void what_is_no_plain_address_is_refused(String address) {
        assertThatThrownBy(() -> PLAIN.api(address))
                .isInstanceOf(Misused.class)
                .hasMessageStartingWith("--api needs an address such as https://host:port");
    }

    @Test
    void an_app_of_a_special_api_gets_no_token_from_pagerduty_itself() {
        assertThatThrownBy(() -> PLAIN.identity(null))
                .isInstanceOf(Misused.class)
                .hasMessageContaining("Name it with --identity or in MUSTER_PAGERDUTY_IDENTITY");
        assertThatThrownBy(() -> PLAIN.identity("https://identity.example.com"))
                .isInstanceOf(Misused.class)
                .hasMessageStartingWith("--identity may name an address of this machine");
    }

    @Test
    void the_operator_says_where_such_an_app_gets_its_token() throws Misused {
        var operated = new ApiAddress(Map.of("MUSTER_PAGERDUTY_IDENTITY", "https://identity.example.com"));

        assertThat(operated.identity(null)).isEqualTo(URI.create("https://identity.example.com"));
        assertThat(operated.identity("http://127.0.0.1:9")).isEqualTo(URI.create("http://127.0.0.1:9"));
        assertThat(operated.identity("https://identity.example.com"))
                .isEqualTo(URI.create("https://identity.example.com"));
    }

    @Test
    void an_app_without_an_identity_host_sends_nothing_anywhere() {
        try (var pagerduty =
                PagerDutySimulator.start(SimulatedAccount.of(12, 1, 1), PagerDutySimulator.Options.defaults())) {
            var result = app(pagerduty).run(Shell.at(pagerduty, "--subdomain", "acme"));

            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("--identity");
            assertThat(pagerduty.requests().count()).isZero();
            assertThat(pagerduty.identityRequests().count()).isZero();
        }
    }

    @Test
    void an_app_gets_its_token_where_the_option_or_the_environment_says() {
        try (var pagerduty =
                PagerDutySimulator.start(SimulatedAccount.of(12, 1, 1), PagerDutySimulator.Options.defaults())) {
            String identity = pagerduty.identity().toString();

            var byOption = app(pagerduty).run(Shell.at(pagerduty, "--subdomain", "acme", "--identity", identity));
            var byEnvironment = app(pagerduty)
                    .set("MUSTER_PAGERDUTY_IDENTITY", identity)
                    .run(Shell.at(pagerduty, "--subdomain", "acme"));

            assertThat(byOption.code()).isZero();
            assertThat(byEnvironment.code()).isZero();
            assertThat(pagerduty.identityRequests().count()).isEqualTo(2);
            assertThat(byOption.said()).doesNotContain(pagerduty.clientSecret());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--identity http://127.0.0.1:9",
                "--identity http://127.0.0.1:9 --api http://127.0.0.1:8",
                "--identity http://127.0.0.1:9 --subdomain acme",
                "--subdomain acme --token-file token"
            })
    void options_that_contradict_each_other_are_not_understood(String arguments) {
        var result = new Shell()
                .set("PAGERDUTY_TOKEN", "aKeyOfTwentyLetters1")
                .set("PAGERDUTY_CLIENT_ID", "someClientId")
                .set("PAGERDUTY_CLIENT_SECRET", "someClientSecret")
                .run(arguments.split(" "));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .matches("(?si).*leave (it|one of them) out\\.\\n")
                .hasLineCount(1);
    }

    private static Shell app(PagerDutySimulator pagerduty) {
        return new Shell()
                .set("PAGERDUTY_CLIENT_ID", pagerduty.clientId())
                .set("PAGERDUTY_CLIENT_SECRET", pagerduty.clientSecret());
    }
}
