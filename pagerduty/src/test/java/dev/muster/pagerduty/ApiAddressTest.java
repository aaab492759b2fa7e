package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.connector.Unusable;
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
    void an_address_of_this_machine_may_be_read(String address) throws Unusable {
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
    void another_address_is_refused_unless_it_is_listed(String address) throws Unusable {
        var listing = new ApiAddress(Map.of("MUSTER_PAGERDUTY_HOSTS", "https://other.example.com, " + address + "/"));

        assertThat(listing.api(address)).isEqualTo(URI.create(address));
        assertThatThrownBy(() -> PLAIN.api(address))
                .isInstanceOf(Unusable.class)
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
                .isInstanceOf(Unusable.class)
                .hasMessageStartingWith("--api needs an address such as https://host:port");
    }

    @Test
    void an_app_of_a_special_api_gets_no_token_from_pagerduty_itself() {
        assertThatThrownBy(() -> PLAIN.identity(null))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("Name it with --identity or in MUSTER_PAGERDUTY_IDENTITY");
        assertThatThrownBy(() -> PLAIN.identity("https://identity.example.com"))
                .isInstanceOf(Unusable.class)
                .hasMessageStartingWith("--identity may name an address of this machine");
    }

    @Test
    void the_operator_says_where_such_an_app_gets_its_token() throws Unusable {
        var operated = new ApiAddress(Map.of("MUSTER_PAGERDUTY_IDENTITY", "https://identity.example.com"));

        assertThat(operated.identity(null)).isEqualTo(URI.create("https://identity.example.com"));
        assertThat(operated.identity("http://127.0.0.1:9")).isEqualTo(URI.create("http://127.0.0.1:9"));
        assertThat(operated.identity("https://identity.example.com"))
                .isEqualTo(URI.create("https://identity.example.com"));
    }
}
