package dev.muster.host;

import dev.muster.connector.Credential;
import dev.muster.connector.Description;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What one reading can prove.
///
/// @param credential what the credential turned out to be; what is known without the application when it did not say
/// @param counts     how much was read
/// @param feeds      one for each feed of the connector, in its order
/// @param notes      what there is to say of the numbers
public record RunCertificate(
        Description connector,
        Credential credential,
        Instant startedAt,
        Instant endedAt,
        Counts counts,
        List<FeedCertificate> feeds,
        List<Note> notes) {
    public RunCertificate {
        feeds = List.copyOf(feeds);
        notes = List.copyOf(notes);
    }

    public RunVerdict verdict() {
        return RunVerdict.of(connector, feeds);
    }

    public Duration took() {
        return Duration.between(startedAt, endedAt);
    }

    public long requests() {
        return feeds.stream().mapToLong(FeedCertificate::requests).sum();
    }
}
