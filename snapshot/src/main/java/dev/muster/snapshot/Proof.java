package dev.muster.snapshot;

import dev.muster.connector.Credential;
import dev.muster.connector.Description;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What one reading can prove.
///
/// @param credential what the credential turned out to be; what is known without the application when it did not say
/// @param feeds      one for each feed of the connector, in its order
record Proof(Description connector, Credential credential, Instant startedAt, Instant endedAt, List<FeedProof> feeds) {
    Proof {
        feeds = List.copyOf(feeds);
    }

    /// Whether everything that was asked for, and may be read, was read to its end.
    boolean isComplete() {
        return feeds.stream().noneMatch(FeedProof::isLacking);
    }

    Duration took() {
        return Duration.between(startedAt, endedAt);
    }

    long requests() {
        return feeds.stream().mapToLong(FeedProof::requests).sum();
    }
}
