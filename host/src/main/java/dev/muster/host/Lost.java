package dev.muster.host;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/// What a run has not to show for all it asked for: it stands beside the verdict, whatever that is.
///
/// @param rejected records, duplicates included
/// @param removed  parts that ceased to be while they were read
/// @param unread   parts that could not be read
public record Lost(long rejected, long removed, long unread) {

    public static Lost of(Collection<FeedCertificate> feeds) {
        return new Lost(
                sum(feeds, FeedCertificate::rejected),
                sum(feeds, feed -> feed.parts().removed()),
                sum(feeds, feed -> feed.parts().unread()));
    }

    /// The same without the unread parts, where these are told apart.
    public Lost besidesUnread() {
        return new Lost(rejected, removed, 0);
    }

    /// `2 records were rejected, 1 part could not be read`; empty when nothing was lost.
    public String inWords() {
        List<String> words = new ArrayList<>();
        add(words, rejected, rejected == 1 ? "record was rejected" : "records were rejected");
        add(words, removed, removed == 1 ? "part was removed meanwhile" : "parts were removed meanwhile");
        add(words, unread, unread == 1 ? "part could not be read" : "parts could not be read");
        return String.join(", ", words);
    }

    /// `2 rejected, 1 part unread`; empty when nothing was lost.
    public String inShort() {
        List<String> words = new ArrayList<>();
        add(words, rejected, "rejected");
        add(words, removed, "removed meanwhile");
        add(words, unread, unread == 1 ? "part unread" : "parts unread");
        return String.join(", ", words);
    }

    private static void add(List<String> words, long number, String what) {
        if (number > 0) {
            words.add(String.format(Locale.ENGLISH, "%,d %s", number, what));
        }
    }

    private static long sum(Collection<FeedCertificate> feeds, ToLongFunction<FeedCertificate> column) {
        return feeds.stream().mapToLong(column).sum();
    }
}
