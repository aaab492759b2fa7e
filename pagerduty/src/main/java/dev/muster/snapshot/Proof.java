package dev.muster.snapshot;

import dev.muster.connector.Credential;
import dev.muster.connector.Description;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one reading can prove.
///
/// @param credential what the credential turned out to be; none when PagerDuty was never reached
/// @param feeds      one for each feed of the connector, in its order
record Proof(
        Description connector,
        @Nullable Credential credential,
        Instant startedAt,
        Instant endedAt,
        List<FeedProof> feeds) {
    Proof {
        feeds = List.copyOf(feeds);
    }

    /// Whether everything that was asked for, and may be read, was read to its end.
    boolean isComplete() {
        return feeds.stream().noneMatch(feed -> feed.state() == FeedProof.State.INCOMPLETE);
    }

    Duration took() {
        return Duration.between(startedAt, endedAt);
    }

    long requests() {
        return feeds.stream().mapToLong(FeedProof::requests).sum();
    }
}
