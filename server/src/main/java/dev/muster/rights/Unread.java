package dev.muster.rights;

import dev.muster.connector.Description;
import dev.muster.connector.Feed;
import dev.muster.connector.Key;
import dev.muster.web.Figures;
import dev.muster.web.Spelling;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was not read in the newest revision.
///
/// @param run   that made the revision
/// @param feeds of feeds that were not read to their end, by their id
/// @param parts of parts of other feeds, by the id of the feed
public record Unread(int run, Map<String, Gap> feeds, Map<String, Map<Key, Gap>> parts) {
    /// Parts of one feed that are named; more are counted.
    private static final int NAMED = 2;

    public Unread {
        feeds = Map.copyOf(feeds);
        parts = Map.copyOf(parts);
    }

    /// @param words that follow a "because": `the members of team Payments could not be read since 22 Nov 2026,
    ///              02:00`
    /// @param since when what is shown of it was published; none when nothing is
    public record Gap(String words, @Nullable Instant since) {}

    /// Whether of some feeds the same was not read, whenever that began.
    boolean isLike(Unread other, Set<String> of) {
        return of.stream()
                .allMatch(feed -> feeds.containsKey(feed) == other.feeds.containsKey(feed)
                        && parts.getOrDefault(feed, Map.of())
                                .keySet()
                                .equals(other.parts.getOrDefault(feed, Map.of()).keySet()));
    }

    /// What to say of a feed as a whole; empty when it was read, or but for some parts.
    Optional<String> feed(String feed) {
        return Optional.ofNullable(feeds.get(feed)).map(Gap::words);
    }

    /// Of a part; empty when it was read.
    public Optional<Gap> part(String feed, Key part) {
        return Optional.ofNullable(feeds.get(feed))
                .or(() -> Optional.ofNullable(parts.getOrDefault(feed, Map.of()).get(part)));
    }

    /// What was not read, as sentences without full stops, in the order the feeds are read. What neither this
    /// revision nor the other ever read is left out: nothing is shown of it at both.
    public Stream<String> sentences(Description application, Unread other) {
        Unread told = without(other);
        return application.feeds().stream().flatMap(told::words).map(Spelling::capital);
    }

    /// What was not read, as sentences without full stops, in the order the feeds are read.
    Stream<String> sentences(Description application) {
        return application.feeds().stream().flatMap(this::words).map(Spelling::capital);
    }

    private Unread without(Unread other) {
        return new Unread(
                run,
                without(feeds, other.feeds),
                parts.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                feed -> without(feed.getValue(), other.parts.getOrDefault(feed.getKey(), Map.of())))));
    }

    private static <K> Map<K, Gap> without(Map<K, Gap> gaps, Map<K, Gap> others) {
        return gaps.entrySet().stream()
                .filter(gap -> gap.getValue().since() != null || !isNever(others.get(gap.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static boolean isNever(@Nullable Gap gap) {
        return gap != null && gap.since() == null;
    }

    /// What was not read of some feeds, as sentences without full stops, in the order the feeds are read.
    public Stream<String> sentences(Description application, Set<String> of) {
        return application.feeds().stream()
                .filter(feed -> of.contains(feed.id()))
                .flatMap(this::words)
                .map(Spelling::capital);
    }

    private Stream<String> words(Feed feed) {
        Map<Key, Gap> lacking = parts.getOrDefault(feed.id(), Map.of());
        Feed.Parts by = feed.parts();
        if (feeds.containsKey(feed.id())) {
            return feed(feed.id()).stream();
        }
        return by == null || lacking.size() <= NAMED
                ? lacking.values().stream().map(Gap::words).sorted()
                : Stream.of(by.many().formatted(Figures.grouped(lacking.size())) + " could not be read");
    }
}
