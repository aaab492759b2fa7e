package dev.muster.sync;

import static dev.muster.WatchedIntegration.json;
import static dev.muster.WatchedIntegration.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ScriptedIntegration;
import dev.muster.connector.FeedOutcome.Incomplete;
import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import dev.muster.database.MusterTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// Whoever has the log alone can tell how a run ended and why.
@MusterTest
@ExtendWith(OutputCaptureExtension.class)
class RunLogTest {
    private static final String QUOTED = "The far side broke\r\n2026-11-26 WARN Run 9 of everything ended well";

    @Autowired
    private ApplicationContext server;

    @Test
    void a_run_that_fails_says_why_on_one_line(CapturedOutput output) {
        ScriptedIntegration scripted = ScriptedIntegration.synced(server, 3, 1);
        scripted.script().end("people", broken());

        assertThat(outcome(scripted.sync())).isEqualTo("failed");

        assertThat(lines(output, scripted))
                .singleElement()
                .asString()
                .contains(" WARN ", ended(scripted, 2, "failed") + ": The far side broke 2026-11-26 WARN Run 9")
                .doesNotContain(scripted.secret());
    }

    @Test
    void so_does_one_that_publishes_a_part(CapturedOutput output) {
        ScriptedIntegration scripted = ScriptedIntegration.synced(server, 3, 1);
        scripted.script().end("teams", broken());

        JsonNode run = scripted.sync();

        assertThat(outcome(run)).as(run.toString()).isEqualTo("partial");
        assertThat(lines(output, scripted))
                .singleElement()
                .asString()
                .contains(" WARN ", ended(scripted, 2, "partial") + ": ", "could not be read to the end");
    }

    @Test
    void so_does_one_that_waits_for_a_person_and_what_is_decided_about_it(CapturedOutput output) {
        ScriptedIntegration scripted = ScriptedIntegration.synced(server, 20, 1);
        scripted.api().patch(scripted.path(), json(Map.of("holdPercent", 1, "holdMinimum", 0)));
        for (int i = 0; i < 10; i++) {
            scripted.script().without("people", "P" + i);
        }

        assertThat(outcome(scripted.sync())).isEqualTo("held");
        scripted.api().post(scripted.path() + "/runs/2/discard", null);

        List<String> lines = lines(output, scripted);
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).contains(" WARN ", ended(scripted, 2, "held") + ": ", "would disappear");
        assertThat(lines.getLast()).contains(" INFO ", ended(scripted, 2, "cancelled") + ": Discarded by Ana Lima");
    }

    @Test
    void one_that_lacks_only_what_asking_again_does_not_bring_is_no_warning(CapturedOutput output) {
        ScriptedIntegration scripted = ScriptedIntegration.synced(server, 3, 1);
        scripted.script().end("policies", broken());
        scripted.sync();
        scripted.sync();

        assertThat(lines(output, scripted)).hasSize(2);
        assertThat(lines(output, scripted).getFirst()).contains(" WARN ", ended(scripted, 2, "partial"));
        assertThat(lines(output, scripted).getLast()).contains(" INFO ", ended(scripted, 3, "partial"));
    }

    @Test
    void one_that_ends_complete_says_nothing(CapturedOutput output) {
        ScriptedIntegration scripted = ScriptedIntegration.synced(server, 3, 1);

        assertThat(outcome(scripted.sync())).isEqualTo("complete");

        assertThat(lines(output, scripted)).isEmpty();
    }

    private static Incomplete broken() {
        return new Incomplete(new Problem(Cause.FAILING, QUOTED, "Sync again", null));
    }

    private static String ended(ScriptedIntegration scripted, int run, String outcome) {
        return "Run %d of integration %s of tenant %s ended %s"
                .formatted(run, scripted.id(), scripted.tenant().tenant().id().value(), outcome);
    }

    private static List<String> lines(CapturedOutput output, ScriptedIntegration scripted) {
        return output.getAll()
                .lines()
                .filter(line -> line.contains(scripted.id().toString()))
                .filter(line -> line.contains("ended"))
                .toList();
    }
}
