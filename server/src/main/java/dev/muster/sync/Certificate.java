package dev.muster.sync;

import dev.muster.web.Moment;
import dev.muster.web.Tone;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The completeness certificate of a run, as the sync history shows it (`sync/certificate`).
///
/// @param application whose totals these are: `PagerDuty`
/// @param revision    that the run became; none when nothing was published
/// @param tone        of the verdict: OK complete, HOLD partial or held, BAD failed, IDLE cancelled or running
/// @param verdict     one sentence: `Complete: every feed was read to its end`
/// @param equation    `478 rows fetched + 6,000 kept = 6,476 stored + 2 rejected with a reason`
/// @param unread      the parts that could not be read, by feed
/// @param differing   facts that two witnesses told differently, by feed
/// @param meanings    what the numbers that are not zero mean, by feed
/// @param ended       none while it runs
/// @param startedBy   `daily schedule`, `Ana Lima`
/// @param credential  its fingerprint; none when none was used
/// @param connector   name and version: `pagerduty 1.0.0`
/// @param digest      over what was published, in full; none when nothing was
public record Certificate(
        long run,
        String application,
        @Nullable Long revision,
        Tone tone,
        String verdict,
        String equation,
        List<FeedRow> feeds,
        List<UnreadParts> unread,
        List<Differing> differing,
        List<Meaning> meanings,
        Moment started,
        @Nullable Moment ended,
        String startedBy,
        @Nullable String credential,
        String connector,
        @Nullable String digest) {

    public Certificate {
        feeds = List.copyOf(feeds);
        unread = List.copyOf(unread);
        differing = List.copyOf(differing);
        meanings = List.copyOf(meanings);
    }

    /// A column over all feeds; a value not given counts nothing.
    public long sum(ToLongFunction<FeedRow> column) {
        return feeds.stream().mapToLong(column).sum();
    }

    /// The digest short enough for a line: `sha256 5d7f 20c4 … 91ae`; empty without one.
    public String shortDigest() {
        if (digest == null || digest.length() < 12) {
            return digest == null ? "" : digest;
        }
        return "sha256 %s %s … %s"
                .formatted(digest.substring(0, 4), digest.substring(4, 8), digest.substring(digest.length() - 4));
    }

    /// One feed; a value that the feed does not have is none.
    ///
    /// @param total  what the application says there is
    /// @param kept   not read again, because nothing changed there
    /// @param unread parts that could not be read
    public record FeedRow(
            String title,
            long requests,
            @Nullable Long pages,
            @Nullable Long total,
            @Nullable Long fetched,
            @Nullable Long kept,
            @Nullable Long stored,
            @Nullable Long rejected,
            long unread,
            long disagreements,
            @Nullable Long duplicates,
            @Nullable Long unresolved,
            @Nullable Long unknown) {

        /// Zero for a value that the feed does not have.
        public static long orZero(@Nullable Long value) {
            return value == null ? 0 : value;
        }
    }

    /// Parts of a feed that could not be read.
    ///
    /// @param feed  title of the feed
    /// @param count how many, of which some may not be named
    /// @param of    how many parts there are; none when nobody counted
    /// @param named the first of them
    public record UnreadParts(
            String feed, long count, @Nullable Long of, List<UnreadPart> named) {
        public UnreadParts {
            named = List.copyOf(named);
        }
    }

    /// @param why what was answered, the part named: `Payments: PagerDuty lists it, but ... (404)`
    public record UnreadPart(String id, String why) {}

    /// Facts of a feed that two witnesses told differently.
    ///
    /// @param feed  title of the feed
    /// @param count how many, of which some may not be shown
    /// @param again how many of those shown were asked about once more
    public record Differing(String feed, long count, long again, List<Fact> first) {
        public Differing {
            first = List.copyOf(first);
        }
    }

    /// @param about  what the fact is about
    /// @param first  what the one says, with who says it: `The user: listed, role not told`
    /// @param second what the other says
    public record Fact(List<About> about, String first, String second, String shown) {
        public Fact {
            about = List.copyOf(about);
        }
    }

    /// @param name its id when nothing tells another
    public record About(String name, String id) {}

    /// @param feed title of the feed
    /// @param text sentences
    public record Meaning(String feed, String text) {}
}
