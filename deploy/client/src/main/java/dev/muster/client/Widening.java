package dev.muster.client;

import java.util.Map;
import java.util.stream.Stream;

/// Lists of changes show the newest alone until they are told where to begin.
final class Widening {
    private static final Map<String, String> BEGINNINGS = Map.of(
            "listChangesOfAll", java.time.LocalDate.now(java.time.ZoneOffset.UTC).minusDays(95).toString(),
            "listIntegrationChanges", "1",
            "listRightChanges", "1");

    private Widening() {}

    /// The call with a beginning, where it has one.
    static Stream<Arguments> of(ListCall call, Arguments asked) {
        String beginning = BEGINNINGS.get(call.name());
        return Stream.of(beginning == null ? asked : asked.with("from", beginning));
    }
}
