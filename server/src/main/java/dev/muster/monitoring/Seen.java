package dev.muster.monitoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muster.database.TaskQueue;
import dev.muster.shipping.SinkState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the newest look at the database found.
///
/// @param at           when it ended
/// @param integrations at most [Observer#MOST_LISTED]; ids and no names
/// @param notListed    how many there are beyond
/// @param tasks        none before the first look
/// @param sink         of the audit record; none where there is none
@JsonInclude(JsonInclude.Include.NON_NULL)
record Seen(
        @Nullable Instant at,
        List<SeenIntegration> integrations,
        int notListed,
        TaskQueue.@Nullable Waiting tasks,
        @Nullable SinkState sink) {
    /// Nobody has looked yet.
    static final Seen NOTHING = new Seen(null, List.of(), 0, null, null);

    Seen {
        integrations = List.copyOf(integrations);
    }

    /// @param state       what the newest run left behind: `needs_attention`
    /// @param revision    newest published revision
    /// @param dataFrom    when that was published
    /// @param lastRun     outcome of the newest run that ended
    /// @param needsPeople whether somebody has to do something
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SeenIntegration(
            UUID tenant,
            UUID integration,
            String state,
            @Nullable Integer revision,
            @Nullable Instant dataFrom,
            @Nullable String lastRun,
            boolean needsPeople) {}
}
