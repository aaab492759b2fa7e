package dev.muster.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.database.TenantId;
import dev.muster.database.TryLater;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CostlyQuestionsTest {
    private static final TenantId ACME = new TenantId(UUID.randomUUID());

    private final CostlyQuestions impatient = new CostlyQuestions(Duration.ZERO);

    @Test
    void a_tenant_has_three_answered_at_once_and_another_as_soon_as_one_ends() {
        List<Runnable> ends =
                Stream.generate(() -> impatient.begin(ACME)).limit(3).toList();

        assertThatThrownBy(() -> impatient.begin(ACME))
                .isInstanceOf(TryLater.class)
                .hasMessageContaining("as many large questions of your tenant as it does at once");
        ends.getFirst().run();
        assertThatCode(() -> impatient.begin(ACME)).doesNotThrowAnyException();
    }

    @Test
    void other_tenants_are_not_kept_waiting_by_one() {
        assertThat(Stream.generate(() -> impatient.begin(ACME)).limit(3)).hasSize(3);

        assertThatCode(() -> impatient.begin(new TenantId(UUID.randomUUID()))).doesNotThrowAnyException();
    }

    @Test
    void all_tenants_together_leave_connections_for_everything_else() {
        List<Runnable> ends = Stream.generate(() -> impatient.begin(new TenantId(UUID.randomUUID())))
                .limit(6)
                .toList();

        assertThatThrownBy(() -> impatient.begin(ACME)).isInstanceOf(TryLater.class);
        ends.forEach(Runnable::run);
        assertThat(Stream.generate(() -> impatient.begin(ACME)).limit(3)).hasSize(3);
    }
}
