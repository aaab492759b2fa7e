package dev.muster.host;

import dev.muster.connector.Disagreement;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The facts of a feed that two witnesses told differently. They are no loss and decide nothing.
///
/// @param count how many there are
/// @param first the first of them, in the order they were told
public record Disagreements(long count, List<Disagreement> first) {
    /// Of a feed about which nobody disagrees.
    public static final Disagreements NONE = new Disagreements(0, List.of());

    private static final int MOST = 100;

    public Disagreements {
        first = List.copyOf(first);
    }

    /// The same, and one more: it is counted, and kept unless there are more than anybody reads.
    Disagreements and(Disagreement one) {
        return new Disagreements(
                count + 1,
                first.size() < MOST
                        ? Stream.concat(first.stream(), Stream.of(one)).toList()
                        : first);
    }

    /// `12 facts on which two witnesses disagree`; empty when there are none.
    public static String inWords(Collection<FeedCertificate> feeds) {
        long all = count(feeds);
        return words(all, all == 1 ? "fact on which two witnesses disagree" : "facts on which two witnesses disagree");
    }

    /// `12 told differently by two witnesses`; empty when there are none.
    public static String inShort(Collection<FeedCertificate> feeds) {
        return words(count(feeds), "told differently by two witnesses");
    }

    private static String words(long number, String what) {
        return number == 0 ? "" : String.format(Locale.ENGLISH, "%,d %s", number, what);
    }

    private static long count(Collection<FeedCertificate> feeds) {
        return feeds.stream().mapToLong(feed -> feed.disagreements().count()).sum();
    }
}
