package dev.muster.connector;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The smallest honest connector: readers of a library and the rooms they may enter, kept in memory. It shows that the
/// contract can be kept, and by breaking at a chosen request, that it can be tested.
record LibraryConnector(Secret goodKey, String brokenFeed, int brokenRequest) implements Connector {
    static final int READERS = 9;
    static final int PAGE = 3;

    private static final Feed PEOPLE = new Feed("readers", "Readers", "readers", true, Set.of());
    private static final Feed ROOMS = new Feed("rooms", "Rooms", "rooms", true, Set.of("readers"));
    private static final String KEY = "library_key";

    @Override
    public Description describe() {
        return new Description(
                "library",
                "Library",
                "Books",
                "Readers and rooms.",
                "1",
                List.of(new Setting.SecretText(KEY, "Key", "The key of the library.", null)),
                List.of(PEOPLE, ROOMS),
                List.of(new Entitlement("room", "enter", "May enter", false)),
                List.of(),
                List.of());
    }

    @Override
    public Optional<AccessRules> rules() {
        return Optional.empty();
    }

    @Override
    public Check check(Configuration configuration, Deadline deadline) {
        return keyFits(configuration)
                ? new Check.Works(
                        credential(configuration),
                        List.of(new Check.Sight("Readers", true, "9")),
                        List.of(),
                        1,
                        Duration.ZERO)
                : new Check.Refused(refusal(), 1, Duration.ZERO);
    }

    @Override
    public Collected collect(Configuration configuration, Memory memory, FeedSink sink) throws InterruptedException {
        boolean readable = read(PEOPLE, sink, keyFits(configuration));
        FeedWriter rooms = sink.open(ROOMS);
        rooms.close(readable ? readInto(rooms, ROOMS) : new FeedOutcome.Incomplete(dependency()));
        return new Collected(keyFits(configuration) ? credential(configuration) : null, Memory.NONE);
    }

    private boolean read(Feed feed, FeedSink sink, boolean keyFits) throws InterruptedException {
        FeedWriter writer = sink.open(feed);
        FeedOutcome outcome = keyFits ? readInto(writer, feed) : new FeedOutcome.Incomplete(refusal());
        writer.close(outcome);
        return outcome instanceof FeedOutcome.Complete;
    }

    private FeedOutcome readInto(FeedWriter writer, Feed feed) throws InterruptedException {
        for (int request = 1; request <= READERS / PAGE; request++) {
            writer.requested();
            if (feed.id().equals(brokenFeed) && request == brokenRequest) {
                return new FeedOutcome.Incomplete(
                        new Problem(Problem.Cause.FAILING, "The library burns", "Wait", null));
            }
            for (int i = 0; i < PAGE; i++) {
                String id = feed.id() + (request * PAGE + i);
                writer.record(id, List.of(new Row.Resource(new Key(feed.id(), id), id, Map.of())));
            }
            writer.page();
        }
        return new FeedOutcome.Complete();
    }

    private boolean keyFits(Configuration configuration) {
        return configuration.secrets().containsValue(goodKey);
    }

    private static Credential credential(Configuration configuration) {
        return new Credential(
                "Library key", 100, null, configuration.secret(KEY).fingerprint());
    }

    private static Problem refusal() {
        return new Problem(Problem.Cause.CREDENTIAL_REFUSED, "The library refused the key", "Bring another", null);
    }

    private static Problem dependency() {
        return new Problem(Problem.Cause.DEPENDENCY, "Rooms need readers", "Wait", null);
    }
}
