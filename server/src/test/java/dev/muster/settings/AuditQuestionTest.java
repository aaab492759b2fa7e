package dev.muster.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.audit.ActionGroup;
import dev.muster.audit.AuditFilter;
import dev.muster.audit.Outcome;
import dev.muster.problem.InvalidInput;
import dev.muster.web.Address;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditQuestionTest {

    @Test
    void both_days_are_whole() {
        AuditFilter filter = asked("from", "2026-11-22", "to", "2026-11-23").filter();

        assertThat(filter.from()).isEqualTo(Instant.parse("2026-11-22T00:00:00Z"));
        assertThat(filter.until()).isEqualTo(Instant.parse("2026-11-24T00:00:00Z"));
    }

    @Test
    void nothing_asked_is_everything() {
        assertThat(AuditQuestion.parse(Map.of()).filter()).isEqualTo(AuditFilter.ALL);
    }

    @Test
    void an_address_keeps_what_was_asked_but_for_what_is_taken_away() {
        AuditQuestion question = asked("who", "Ana Lima", "what", "members");

        assertThat(question.filter().group()).isEqualTo(ActionGroup.MEMBERS);
        assertThat(question.on(Address.of("/audit"))).hasToString("/audit?who=Ana+Lima&what=members");
        assertThat(question.without("what").on(Address.of("/audit"))).hasToString("/audit?who=Ana+Lima");
    }

    @Test
    void how_it_ended_and_an_address_are_asked_for() {
        AuditQuestion question = asked("outcome", "refused", "address", "192.0.2.7");

        assertThat(question.filter().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(question.filter().address()).isEqualTo("192.0.2.7");
        assertThat(question.without("address").on(Address.of("/audit"))).hasToString("/audit?outcome=refused");
    }

    @ParameterizedTest
    @CsvSource({
        "what, everything",
        "outcome, undone",
        "from, yesterday",
        "from, +12026-11-22",
        "to, 1969-12-31",
        "integration, 17",
        "actor, Ana",
        "q, 'a\0b'"
    })
    void what_cannot_be_asked_is_refused_by_name(String name, String value) {
        assertThatThrownBy(() -> asked(name, value))
                .asInstanceOf(InstanceOfAssertFactories.type(InvalidInput.class))
                .satisfies(refused -> assertThat(refused.faults()).containsOnlyKeys(name));
    }

    @Test
    void days_in_the_wrong_order_and_values_sent_twice_are_refused() {
        assertThatThrownBy(() -> asked("from", "2026-11-23", "to", "2026-11-22"))
                .hasMessage("The last day is before the first.");
        assertThatThrownBy(() -> AuditQuestion.parse(Map.of("who", List.of("Ana", "Ben"))))
                .hasMessage("Send who once.");
    }

    private static AuditQuestion asked(String name, String value) {
        return AuditQuestion.parse(Map.of(name, List.of(value)));
    }

    private static AuditQuestion asked(String name, String value, String other, String otherValue) {
        return AuditQuestion.parse(Map.of(name, List.of(value), other, List.of(otherValue)));
    }
}
