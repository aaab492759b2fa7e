package dev.muster.sync;

import static dev.muster.WatchedIntegration.changes;
import static dev.muster.WatchedIntegration.json;
import static dev.muster.WatchedIntegration.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ScriptedIntegration;
import dev.muster.WatchedIntegration.Facts;
import dev.muster.database.MusterTest;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// Revisions tell what was so when, whether the connector read it or kept it.
@MusterTest
@Execution(ExecutionMode.CONCURRENT)
class ScriptedHistoryTest {
    @Autowired
    private ApplicationContext server;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void every_revision_can_be_asked_for_as_it_was(long seed) {
        ScriptedIntegration scripted = ScriptedIntegration.synced(server, 5, 2);
        scripted.api().patch(scripted.path(), json(Map.of("holdPercent", 100, "holdMinimum", 1_000_000)));
        scripted.script().leave(Map.of("day", "1")); // who remembers nothing may keep nothing
        Set<String> always = scripted.asOf(1);
        var turmoil = new ScriptedTurmoil(scripted.script(), new Random(seed));
        Map<Integer, Set<String>> published = new TreeMap<>();
        for (int revision = 2; revision < 9; revision++) {
            turmoil.strike(revision > 2);
            Facts before = scripted.facts();
            Set<String> truth = new TreeSet<>(turmoil.truth());
            truth.addAll(always);

            JsonNode run = scripted.sync();

            assertThat(outcome(run)).as(run.toString()).isEqualTo("complete");
            assertThat(scripted.asOf(revision)).isEqualTo(truth);
            if (truth.equals(published.get(revision - 1))) {
                assertThat(scripted.facts()).isEqualTo(before);
                assertThat(changes(run)).isEqualTo("+0 -0 ~0");
            }
            published.put(revision, truth);
        }

        published.forEach((revision, truth) ->
                assertThat(scripted.asOf(revision)).as("as of %d", revision).isEqualTo(truth));
        assertThat(new TreeSet<>(scripted.changeIds())).isEqualTo(turmoil.entries());
    }
}
