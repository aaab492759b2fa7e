package dev.muster.simulator.objects;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One record of the audit trail.
///
/// @param at        to the millisecond
/// @param requestId the API call it came from; several records may share it
/// @param on        what the record is filed under, the root
/// @param action    `create`, `update` or `delete`
/// @param details   none when the trail does not tell
public record SimulatedChange(
        String id,
        Instant at,
        @Nullable String requestId,
        SimulatedActor by,
        SimulatedReference on,
        String action,
        @Nullable Details details) {

    /// What changed, and how. Either list may be missing.
    ///
    /// @param resource the root itself, or something that belongs to it
    public record Details(
            SimulatedReference resource,
            @Nullable List<Field> fields,
            @Nullable List<References> references) {

        /// A change of values.
        public static Details of(SimulatedReference resource, Field... fields) {
            return new Details(resource, List.of(fields), null);
        }

        /// A change of references.
        public static Details of(SimulatedReference resource, References references) {
            return new Details(resource, null, List.of(references));
        }
    }

    /// @param before none when there was no value
    /// @param value  none when there is none any more
    public record Field(
            String name, @Nullable String before, @Nullable String value) {}

    /// What was added to a list of references and what was taken out. Either may be missing.
    public record References(
            String name,
            @Nullable List<SimulatedReference> added,
            @Nullable List<SimulatedReference> removed) {

        public static References added(String name, SimulatedReference reference) {
            return new References(name, List.of(reference), null);
        }

        public static References removed(String name, SimulatedReference reference) {
            return new References(name, null, List.of(reference));
        }
    }

    SimulatedChange movedBy(Duration time) {
        return new SimulatedChange(id, at.plus(time), requestId, by, on, action, details);
    }
}
