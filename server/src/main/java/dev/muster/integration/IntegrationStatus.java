package dev.muster.integration;

import dev.muster.host.Counts;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where an integration stands, as the sync last made it true.
///
/// @param reason         the part of the message that only the sync knows; empty when there is none
/// @param requestedBy    who asked for a run that has not begun yet
/// @param runningRun     number of the run that reads now
/// @param heldRun        number of the run that waits for a decision
/// @param revision       newest published revision
/// @param dataFrom       when that revision was published
/// @param lastCompleteAt when a run last ended complete
/// @param counts         how much that revision shows
/// @param change         against the revision before
/// @param nextRunAt      when the next run is due; none while paused or not configured
/// @param troubledRuns   how many runs in a row, up to the newest, were not complete
/// @param oldCredential  whether a credential was saved more than 90 days ago
/// @param lacksParts     whether the newest run read all but some parts, which may pass by itself
/// @param partsFrom      when the oldest of what is shown of these parts was published; none when nothing is
/// @param partsRun       the run whose certificate names the parts that the message counts; none when it counts none
/// @param lastGoodAt     when a run last ended that lacked nothing, or only what asking again does not bring
/// @param file           where the data comes from; none where nobody brings files, and before the first is published
public record IntegrationStatus(
        State state,
        String reason,
        @Nullable String pausedBy,
        @Nullable Instant pausedAt,
        @Nullable String requestedBy,
        @Nullable Integer runningRun,
        String progressText,
        int progressPercent,
        @Nullable Integer heldRun,
        @Nullable Integer revision,
        @Nullable Instant dataFrom,
        @Nullable Instant lastCompleteAt,
        Counts counts,
        Change change,
        @Nullable Instant nextRunAt,
        int troubledRuns,
        boolean oldCredential,
        boolean lacksParts,
        @Nullable Instant partsFrom,
        @Nullable Integer partsRun,
        @Nullable Instant lastGoodAt,
        @Nullable NewestFile file) {

    /// The file that the published data comes from, where people bring files.
    ///
    /// @param promisedDays how many days were promised between two files, when it is older than that; none while it
    ///                     is not
    public record NewestFile(Instant at, @Nullable Integer promisedDays) {

        /// Whether a newer one was promised by now.
        public boolean isLate() {
            return promisedDays != null;
        }
    }

    /// What the newest run left behind.
    public enum State {
        NOT_CONFIGURED,
        FIRST_SYNC,
        CONNECTED,
        NEEDS_ATTENTION,
        ON_HOLD
    }

    /// The badge. What it says is always true: `Connected` never appears before a sync has published.
    public enum Status {
        NOT_CONFIGURED("Not configured"),
        SYNCING("Syncing"),
        CONNECTED("Connected"),
        NEEDS_ATTENTION("Needs attention"),
        ON_HOLD("On hold"),
        PAUSED("Paused");

        private final String title;

        Status(String title) {
            this.title = title;
        }

        /// As pages and the API show it.
        public String title() {
            return title;
        }

        /// Whether somebody has to do something.
        public boolean needsAction() {
            return this == NEEDS_ATTENTION || this == ON_HOLD || this == NOT_CONFIGURED;
        }
    }

    /// By how much the counts differ from those of the revision before.
    public record Change(long accounts, long groups, long grants) {}

    /// The badge of this moment.
    public Status status() {
        if (pausedAt != null) {
            return Status.PAUSED;
        }
        return switch (state) {
            case NOT_CONFIGURED -> Status.NOT_CONFIGURED;
            case FIRST_SYNC -> Status.SYNCING;
            case CONNECTED -> hasLateFile() ? Status.NEEDS_ATTENTION : Status.CONNECTED;
            case NEEDS_ATTENTION -> Status.NEEDS_ATTENTION;
            case ON_HOLD -> Status.ON_HOLD;
        };
    }

    /// Whether somebody has to do something.
    public boolean needsAction() {
        return status().needsAction() || asksForNewCredential();
    }

    /// Whether a credential should be replaced while all else is well; otherwise something else comes first.
    public boolean asksForNewCredential() {
        return oldCredential && status() == Status.CONNECTED;
    }

    /// Whether all is well but that a newer file was promised by now.
    public boolean hasLateFile() {
        return state == State.CONNECTED && file != null && file.isLate();
    }

    /// Whether a run reads now, or begins as soon as a server is free.
    public boolean isSyncing() {
        return runningRun != null || (requestedBy != null && pausedAt == null);
    }

    /// How far the running sync is, 0 to 100; empty when none runs.
    public Optional<Integer> syncingPercent() {
        return runningRun == null ? Optional.empty() : Optional.of(progressPercent);
    }
}
