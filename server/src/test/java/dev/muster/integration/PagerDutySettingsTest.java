package dev.muster.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.database.CannotStart;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagerDutySettingsTest {

    @Test
    void unless_said_otherwise_only_pagerduty_is_reached_and_four_fifths_of_its_limit_are_used() {
        var options = new PagerDutySettings("", "", "80").options();

        assertThat(options.hosts().allowed()).isEmpty();
        assertThat(options.hosts().allowedIdentity()).isEqualTo(URI.create("https://identity.pagerduty.com"));
        assertThat(options.manners().share()).isEqualTo(0.8);
    }

    @Test
    void further_addresses_and_another_share_are_taken_over() {
        var options =
                new PagerDutySettings("http://127.0.0.1:1, http://127.0.0.1:2", "http://127.0.0.1:3", " 25 ").options();

        assertThat(options.hosts().allowed())
                .containsExactly(URI.create("http://127.0.0.1:1"), URI.create("http://127.0.0.1:2"));
        assertThat(options.hosts().allowedIdentity()).isEqualTo(URI.create("http://127.0.0.1:3"));
        assertThat(options.manners().share()).isEqualTo(0.25);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "101", "-5", "0.8", "eighty"})
    void a_share_that_is_none_is_refused_with_the_way_out(String share) {
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> new PagerDutySettings("", "", share).options())
                .withMessageContaining("MUSTER_PAGERDUTY_SHARE is '%s'".formatted(share))
                .withMessageContaining("from 1 to 100");
    }

    @Test
    void an_address_that_is_none_is_refused_with_the_way_out() {
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> new PagerDutySettings("127.0.0.1", "", "80").options())
                .withMessageContaining("https://host:port");
    }
}
