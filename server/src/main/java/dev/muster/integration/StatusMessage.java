package dev.muster.integration;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The sentence beside the badge: always the whole truth, and the next step when one is needed.
public final class StatusMessage {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    /// Of an integration to which nothing was brought yet.
    static final String BEFORE_THE_FIRST_FILE = "Upload a file to see who has access";

    private static final String EXCEPT = ", except ";

    private StatusMessage() {}

    /// The message of a status, its times told in `zone`.
    public static String of(IntegrationStatus status, ZoneId zone) {
        return switch (status.status()) {
            case NOT_CONFIGURED -> "Add an access token to start syncing";
            case SYNCING -> status.progressText().isEmpty() ? "First sync is about to start" : status.progressText();
            case CONNECTED -> "Data available" + status.reason() + oldCredential(status);
            case NEEDS_ATTENTION -> status.hasLateFile() ? lateFile(status, zone) : needsAttention(status, zone);
            case ON_HOLD -> status.reason();
            case PAUSED -> paused(status, zone);
        };
    }

    /// The piece of the message that counts parts which could not be read; empty when it counts none.
    public static String counting(IntegrationStatus status) {
        if (status.partsRun() == null) {
            return "";
        }
        return switch (status.status()) {
            case CONNECTED -> status.reason().substring(EXCEPT.length());
            case NEEDS_ATTENTION -> status.reason();
            case NOT_CONFIGURED, SYNCING, ON_HOLD, PAUSED -> "";
        };
    }

    private static String needsAttention(IntegrationStatus status, ZoneId zone) {
        return status.lacksParts()
                ? status.reason() + nextTry(status, zone) + partsStay(status, zone) + troubledRuns(status)
                : status.reason() + troubledRuns(status) + dataStays(status, zone);
    }

    private static String lateFile(IntegrationStatus status, ZoneId zone) {
        IntegrationStatus.NewestFile file = Objects.requireNonNull(status.file());
        Integer days = Objects.requireNonNull(file.promisedDays());
        return "The newest file is of %s, and one is promised every %s. Upload a new one"
                        .formatted(DAY.format(file.at().atZone(zone)), days == 1 ? "day" : days + " days")
                + dataStays(status, zone);
    }

    private static String oldCredential(IntegrationStatus status) {
        return status.asksForNewCredential()
                ? ". The credential is more than 90 days old: replace it under Configure"
                : "";
    }

    private static String troubledRuns(IntegrationStatus status) {
        return status.troubledRuns() < 2
                ? ""
                : ". None of the last %d runs was complete".formatted(status.troubledRuns());
    }

    private static String paused(IntegrationStatus status, ZoneId zone) {
        Instant at = Objects.requireNonNull(status.pausedAt());
        String sentence = "Paused by %s on %s".formatted(status.pausedBy(), DAY.format(at.atZone(zone)));
        return status.dataFrom() == null
                ? sentence
                : "%s. Data from %s stays available"
                        .formatted(sentence, DAY.format(status.dataFrom().atZone(zone)));
    }

    private static String nextTry(IntegrationStatus status, ZoneId zone) {
        Instant next = status.nextRunAt();
        return next == null ? "" : ". Tried again at %s".formatted(TIME.format(next.atZone(zone)));
    }

    private static String partsStay(IntegrationStatus status, ZoneId zone) {
        Instant from = status.partsFrom();
        return from == null ? "" : ". Their data from %s stays available".formatted(MINUTE.format(from.atZone(zone)));
    }

    private static String dataStays(IntegrationStatus status, ZoneId zone) {
        @Nullable Instant dataFrom = status.dataFrom();
        return dataFrom == null ? "" : ". Data from %s stays available".formatted(MINUTE.format(dataFrom.atZone(zone)));
    }
}
