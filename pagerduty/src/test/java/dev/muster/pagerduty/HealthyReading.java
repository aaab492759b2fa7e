package dev.muster.pagerduty;

import dev.muster.connector.Feed;
import dev.muster.connector.Key;
import dev.muster.connector.RecordedFeed;
import dev.muster.connector.RecordingSink;
import dev.muster.connector.Row;
import dev.muster.pagerduty.api.DelegationType;
import dev.muster.simulator.account.SimulatedAccount;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What is read of an account without trouble, to compare a troubled reading with.
///
/// @param requests    requests of the feed in question
/// @param allRequests requests of that feed and those it depends on
/// @param keys        of the rows, by feed
/// @param records     how many, by feed
record HealthyReading(
        SimulatedAccount account,
        int requests,
        int allRequests,
        Map<String, Set<Object>> keys,
        Map<String, Long> records) {

    private record LinkEnds(Key from, Key to) {}

    private record GrantEnds(Key account, Key resource) {}

    private record Nothing() {}

    /// Rows that an answer itself says are no more.
    enum Ended {
        NOTHING(Nothing.class),
        LINKS(LinkEnds.class),
        GRANTS(GrantEnds.class);

        private final Class<?> what;

        Ended(Class<?> what) {
            this.what = what;
        }
    }

    static HealthyReading of(Feed feed, SimulatedAccount account) {
        try (var far = SimulatedPagerDuty.with(account).feeds(feed.id())) {
            RecordingSink sink = far.collect();
            Map<String, Set<Object>> keys = new HashMap<>();
            Map<String, Long> records = new HashMap<>();
            for (RecordedFeed read : sink.feeds()) {
                keys.put(read.feed().id(), keysOf(read));
                records.put(read.feed().id(), read.recorded());
            }
            return new HealthyReading(account, sink.feed(feed.id()).requests(), sink.requests(), keys, records);
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The reading was cancelled", cancelled);
        }
    }

    /// Rows that a host would close for not being in a complete feed.
    ///
    /// @param ended what PagerDuty was made to say is not there any more, so that closing it is right
    long closedBy(RecordedFeed complete, Ended ended) {
        Set<Object> gone = new HashSet<>(keys.getOrDefault(complete.feed().id(), Set.of()));
        gone.removeAll(keysOf(complete));
        Set<Key> unread = complete.unread().keySet();
        return gone.stream()
                .filter(key -> !ended.what.isInstance(key) && !isOf(key, unread))
                .count();
    }

    /// Rows of other parts than this that are not there.
    long lostOfOthers(RecordedFeed read, Key part) {
        Set<Object> gone = new HashSet<>(keys.getOrDefault(read.feed().id(), Set.of()));
        gone.removeAll(keysOf(read));
        return gone.stream().filter(key -> !isOf(key, Set.of(part))).count();
    }

    /// Whether a row is one of a part that could not be read. Clients stay for weeks after they were seen last.
    private static boolean isOf(Object key, Set<Key> unread) {
        return switch (key) {
            case GrantEnds(Key account, Key resource) -> unread.contains(account) || unread.contains(resource);
            case LinkEnds(Key from, Key to) -> unread.contains(from) || unread.contains(to);
            case Key itself -> unread.contains(itself) || itself.type().equals(DelegationType.RESOURCE);
            default -> false;
        };
    }

    /// Records that were neither handed over nor rejected by a complete feed.
    long lostBy(RecordedFeed complete) {
        return Math.max(0, records.getOrDefault(complete.feed().id(), 0L) - complete.fetched());
    }

    /// A value that changes is a change, not an end: of grants and links only the ends count.
    private static Set<Object> keysOf(RecordedFeed feed) {
        return feed.rows().stream()
                .map(row -> switch (row) {
                    case Row.Account account -> account.key();
                    case Row.Resource resource -> resource.key();
                    case Row.Grant grant -> new GrantEnds(grant.account(), grant.resource());
                    case Row.Link link -> new LinkEnds(link.from(), link.to());
                    case Row.Change change -> change.id();
                    case Row.Mentioned mentioned -> mentioned.key();
                })
                .collect(Collectors.toSet());
    }
}
