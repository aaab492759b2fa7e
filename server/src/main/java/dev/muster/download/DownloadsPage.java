package dev.muster.download;

import dev.muster.web.Badge;
import dev.muster.web.Figures;
import dev.muster.web.Moment;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the page Downloads shows (`download/downloads`): GET `/t/{tenant}/downloads`, with `about` for what one file
/// says of itself; with `list`, `format` and what a list is asked with, it offers to write that list. POST to the
/// same asks for it, `/{id}/remove` removes a file, `/{id}/file` is the file, and `/rows` the fragment
/// `download/rows`.
///
/// @param offer what somebody may ask for here; none when they came without
/// @param about what one of the files says of itself; none when none is ready
/// @param call  the same over REST
public record DownloadsPage(
        List<Row> rows, @Nullable Offer offer, @Nullable Block about, String call) {
    public DownloadsPage {
        rows = List.copyOf(rows);
    }

    /// Whether something still happens to one of them.
    public boolean isOpen() {
        return rows.stream().anyMatch(Row::open);
    }

    /// A list that is too long for an answer.
    ///
    /// @param title  what it is
    /// @param rows   in words; empty where nobody has counted them
    /// @param fields what the form sends
    public record Offer(String title, String rows, String format, Map<String, String> fields) {
        public Offer {
            fields = Map.copyOf(fields);
        }
    }

    /// @param title   what it is
    /// @param by      who asked for it; empty when it was whoever looks
    /// @param rows    how many; a dash where nobody knows yet
    /// @param word    how far it is
    /// @param state   how far it is, as a sentence without a full stop
    /// @param percent of its rows; none where nobody has counted them, or nothing is being written
    /// @param size    a dash before it is whole
    /// @param until   none before it is whole
    /// @param open    whether something still happens to it
    /// @param ready   whether it can be fetched
    /// @param own     whether whoever looks may remove it
    public record Row(
            String id,
            String name,
            String title,
            String by,
            String rows,
            Badge badge,
            String word,
            String state,
            @Nullable Integer percent,
            String size,
            @Nullable Moment until,
            boolean open,
            boolean ready,
            boolean own) {}

    /// What a file says of itself.
    public record Block(String name, List<Fact> lines) {
        public Block {
            lines = List.copyOf(lines);
        }
    }

    public record Fact(String label, String value) {}

    /// As pages write it: `31 kB`.
    static String size(long bytes) {
        if (bytes < 1000) {
            return Figures.counted(bytes, "byte", "bytes");
        }
        return bytes < 1_000_000
                ? Figures.grouped(Math.round(bytes / 1000.0)) + " kB"
                : Figures.grouped(Math.round(bytes / 1_000_000.0)) + " MB";
    }
}
