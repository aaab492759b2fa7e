package dev.muster.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.ScriptedIntegration;
import dev.muster.audit.AuditTrail;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.Problem;
import dev.muster.database.MusterTest;
import dev.muster.problem.Conflict;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@MusterTest
@Tag("oldest-database")
class EarlierCredentialsTest {
    private static final String KEY = "access_key";
    private static final FeedOutcome REFUSED = new FeedOutcome.Incomplete(
            new Problem(Problem.Cause.CREDENTIAL_REFUSED, "It refused the key", "Replace it", null));

    @Autowired
    private ApplicationContext server;

    @Autowired
    private Integrations integrations;

    @Autowired
    private EarlierCredentials earlier;

    @Autowired
    private AuditTrail audit;

    private ScriptedIntegration scripted;
    private IntegrationId id;

    @BeforeEach
    void one_that_has_read() {
        scripted = ScriptedIntegration.synced(server, 3, 1);
        id = new IntegrationId(scripted.id());
    }

    @Test
    void the_earlier_credential_stays_until_a_sync_has_read_with_the_new_one() {
        assertThat(saved().usedAt()).isNotNull();
        assertThat(saved().former()).isNull();
        String first = saved().lastFour();
        feeds(REFUSED);

        replace();
        replace();

        assertThat(Objects.requireNonNull(saved().former()).lastFour()).isEqualTo(first);
        feeds(new FeedOutcome.Complete());
        scripted.sync();
        assertThat(saved().former()).isNull();
        assertThatThrownBy(() -> earlier.goBack(scripted.tenant().access(), id, KEY))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("it stays in use");
    }

    @Test
    void the_way_back_leads_to_the_earlier_one_which_reads_again() {
        Integration.SavedCredential first = saved();
        feeds(REFUSED);
        replace();
        feeds(new FeedOutcome.Complete());
        int next = scripted.newestRun() + 1;

        earlier.goBack(scripted.tenant().access(), id, KEY);

        assertThat(ScriptedIntegration.outcome(scripted.awaitRun(next))).isEqualTo("complete");
        assertThat(saved().fingerprint()).isEqualTo(first.fingerprint());
        assertThat(saved().setAt()).isEqualTo(first.setAt());
        assertThat(saved().former()).isNull();
        assertThat(audit.all(scripted.tenant().tenant().id(), "integration.credential_restored"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.details()).containsEntry("fingerprint", first.fingerprint()));
    }

    private void feeds(FeedOutcome outcome) {
        scripted.script().end("people", outcome).end("teams", outcome);
    }

    private void replace() {
        scripted.configure(Map.of("secrets", Map.of(KEY, scripted.anotherSecret())));
    }

    private Integration.SavedCredential saved() {
        return integrations
                .get(scripted.tenant().tenant().id(), id)
                .integration()
                .credentials()
                .getFirst();
    }
}
