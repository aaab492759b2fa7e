package dev.muster.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.database.CannotStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenAddressTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://127.0.0.1:80",
        "0.0.0.0,   http://127.0.0.1:80",
        "::,        http://[::1]:80",
        "fe80::1,   http://[fe80::1]:80",
        "muster.example.org, http://muster.example.org:80"
    })
    void its_address_can_be_typed_into_a_browser_on_this_machine(String host, String url) {
        assertThat(new ListenAddress(host, 0, false).url(80)).isEqualTo(url);
        assertThat(new ListenAddress(host, 0, true).url(80)).isEqualTo(url.replace("http:", "https:"));
    }

    @Test
    void an_address_of_another_machine_is_refused() {
        assertThatThrownBy(() -> new ListenAddress("192.0.2.1", 0, false).refuseIfUnusable())
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("192.0.2.1 is not an address of this machine.");
    }

    @Test
    void a_port_that_does_not_exist_is_refused() {
        assertThatThrownBy(() -> new ListenAddress("127.0.0.1", 70_000, false).refuseIfUnusable())
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("There is no port 70000.");
    }
}
