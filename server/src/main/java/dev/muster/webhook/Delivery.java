package dev.muster.webhook;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One call of a webhook: it waits, was taken, or was given up.
///
/// @param event       type of what it tells: `integration.held`
/// @param tries       how often it was tried since it was last asked for
/// @param triedAt     when that was the last time; none before the first
/// @param answer      status of the last answer; none without one
/// @param fault       why the last try failed; none when it did not
/// @param deliveredAt when it was taken
/// @param givenUpAt   when it was no longer tried
record Delivery(
        UUID id,
        UUID webhook,
        String event,
        String body,
        Instant writtenAt,
        int tries,
        @Nullable Instant triedAt,
        @Nullable Integer answer,
        @Nullable String fault,
        @Nullable Instant deliveredAt,
        @Nullable Instant givenUpAt) {

    /// Whether it is still to be taken.
    boolean waits() {
        return deliveredAt == null && givenUpAt == null;
    }
}
