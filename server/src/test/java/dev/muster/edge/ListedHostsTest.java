package dev.muster.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.database.CannotStart;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What operators list must be what an address can have.
class ListedHostsTest {
    @Test
    void names_and_addresses_are_taken_as_they_are() {
        List<String> hosts = List.of("hooks.example.org", "10.0.0.7", "[::1]", "localhost", "a_b.example");

        assertThat(ListedHosts.of("MUSTER_WEBHOOK_HOSTS", hosts)).isEqualTo(hosts);
        assertThat(ListedHosts.of("MUSTER_WEBHOOK_HOSTS", List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.org",
                "hooks.example.org:443",
                "*.example.org",
                "a b",
                "",
                "::1",
                "büro.example"
            })
    void what_is_no_host_is_refused_in_words(String said) {
        assertThatThrownBy(() -> ListedHosts.of("MUSTER_WEBHOOK_HOSTS", List.of("hooks.example.org", said)))
                .isInstanceOfSatisfying(CannotStart.class, told -> {
                    assertThat(told.happened())
                            .isEqualTo("MUSTER_WEBHOOK_HOSTS lists '%s', which is no name of a host.".formatted(said));
                    assertThat(told.remedy()).contains("without ports");
                });
    }
}
