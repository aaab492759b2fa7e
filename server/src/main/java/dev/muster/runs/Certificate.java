package dev.muster.runs;

import dev.muster.sync.UnreadParts;
import dev.muster.web.Moment;
import dev.muster.web.Tone;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The completeness certificate of a run, as the sync history shows it (`runs/certificate`).
///
/// @param application whose totals these are, by its name
/// @param revision    that the run became; none when nothing was published
/// @param tone        of the verdict: OK complete, HOLD partial or held, BAD failed, IDLE cancelled or running
/// @param verdict     one sentence: `Complete: every feed was read to its end`
/// @param equation    `478 rows fetched + 6,000 kept = 6,476 stored + 2 rejected with a reason`
/// @param unread      the parts that could not be read, by feed
/// @param nextTry     when the parts of the newest revision are asked for again; none for any other run
/// @param differing   facts that two witnesses told differently, by feed
/// @param meanings    what the numbers that are not zero mean, by feed
/// @param ended       none while it runs
/// @param startedBy   `daily schedule`, `Ana Lima`
/// @param credential  its fingerprint, of a file its name too; none when none was used
/// @param connector   name and version: its id and `1.0.0`
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
        @Nullable Moment nextTry,
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
    /// @param parts  how many of its parts were read when some were not: `99 of 101 teams`; empty otherwise
    /// @param total  what the application says there is
    /// @param kept   not read again, because nothing changed there
    /// @param unread parts that could not be read
    public record FeedRow(
            String title,
            String parts,
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
    /// @param thing what a part is: `Team`
    /// @param count how many of how many: `2 of 101 teams`
    /// @param first those that are named
    /// @param more  how many others there are
    public record UnreadParts(String feed, String thing, String count, List<UnreadPart> first, long more) {
        public UnreadParts {
            first = List.copyOf(first);
        }
    }

    /// @param answer   what came instead of it
    /// @param kept     records of it that stay as they were; none when an earlier version did not write that down
    /// @param revision that last read it; none when it was never read
    /// @param from     when that was published
    public record UnreadPart(
            Thing part,
            String answer,
            @Nullable Long kept,
            @Nullable Long revision,
            @Nullable Moment from) {}

    /// Facts of a feed that two witnesses told differently.
    ///
    /// @param feed   title of the feed
    /// @param count  how many, and how many of them were asked about once more
    /// @param tables those shown, by who the witnesses are
    /// @param more   how many are not shown
    /// @param all    address that shows them; none when nobody can show more
    public record Differing(
            String feed,
            String count,
            List<Told> tables,
            long more,
            @Nullable String all) {
        public Differing {
            tables = List.copyOf(tables);
        }
    }

    /// @param about what the facts are about: `User`, `Team`
    /// @param one   who tells it: `The user says`
    /// @param other who tells it otherwise
    public record Told(List<String> about, String one, String other, List<Fact> facts) {
        public Told {
            about = List.copyOf(about);
            facts = List.copyOf(facts);
        }
    }

    /// @param about  what the fact is about
    /// @param first  what the one says: `Listed, role not told`
    /// @param second what the other says
    public record Fact(List<Thing> about, String first, String second, String shown) {
        public Fact {
            about = List.copyOf(about);
        }
    }

    /// @param name its id when nothing tells another
    /// @param href its page; none when it has none
    public record Thing(String name, String id, @Nullable String href) {}

    /// @param feed title of the feed
    /// @param text sentences
    public record Meaning(String feed, String text) {}
}
