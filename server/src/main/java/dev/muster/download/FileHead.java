package dev.muster.download;

import dev.muster.web.Moment;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of a file before it is written.
///
/// @param name    of the file, without its ending: `acme-payments-grants-r41-2026-11-26`
/// @param columns their names
/// @param list    what it lists: `Access`
/// @param of      the integration, or `all applications`
/// @param state   which state it shows: `Revision 41 of 26 Nov 2026, 02:04 UTC`
/// @param filter  what narrows it, in words; empty for nothing
/// @param sources what it rests on
/// @param rows    how many there are; none where nobody has counted them
/// @param again   what asks for the same list at the same state
/// @param headers of an answer with it
public record FileHead(
        String name,
        List<String> columns,
        String list,
        String of,
        String state,
        String filter,
        List<Source> sources,
        @Nullable Long rows,
        Asked again,
        Map<String, String> headers) {
    public FileHead {
        columns = List.copyOf(columns);
        sources = List.copyOf(sources);
        headers = Map.copyOf(headers);
    }

    /// Data of one integration that a file rests on.
    ///
    /// @param name   of the integration
    /// @param data   which of its revisions: `revision 41 of 26 Nov 2026, 02:04 UTC`
    /// @param unread what was not read for it, as sentences without full stops; empty when everything was
    public record Source(String name, String data, List<String> unread) {
        public Source {
            unread = List.copyOf(unread);
        }

        /// @param number    of the revision; 0 before anything was published
        /// @param published none before anything was
        public static Source of(
                String name, int number, @Nullable Instant published, ZoneId zone, List<String> unread) {
            return new Source(name, revision(number, published, zone), unread);
        }

        String line() {
            return "%s, %s: %s"
                    .formatted(name, data, unread.isEmpty() ? "every feed complete" : String.join("; ", unread));
        }
    }

    /// `revision 41 of 26 Nov 2026, 02:04:12 Europe/Lisbon`.
    ///
    /// @param published none before anything was
    public static String revision(int number, @Nullable Instant published, ZoneId zone) {
        return published == null
                ? "nothing published yet"
                : "revision %d of %s %s".formatted(number, new Moment(published, zone, published).second(), zone);
    }

    /// What it is, in one line: `Access, all applications; Privileged is yes`.
    String title() {
        return filter.isEmpty() ? "%s, %s".formatted(list, of) : "%s, %s; %s".formatted(list, of, filter);
    }

    /// What was not read of all it rests on; empty when everything was.
    String lacking() {
        return String.join(
                "; ",
                sources.stream().flatMap(source -> source.unread().stream()).toList());
    }
}
