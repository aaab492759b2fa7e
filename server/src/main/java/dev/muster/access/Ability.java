package dev.muster.access;

import dev.muster.connector.Right;
import dev.muster.web.Moment;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What an account can do with an object, as pages show it.
///
/// @param cells   one for each right that the page has a column for
/// @param rule    what decided: `Team role`
/// @param why     the sentence that explains it, without a full stop
/// @param grounds the levels it rests on
public record Ability(List<Cell> cells, String rule, String why, List<Ground> grounds) {
    public Ability {
        cells = List.copyOf(cells);
        grounds = List.copyOf(grounds);
    }

    /// What the sentence says first; the rest of it belongs into an explanation.
    public String brief() {
        int end = why.indexOf(';');
        return end < 0 ? why : why.substring(0, end);
    }

    /// The rights in words: `View, Manage users`, `Nothing`.
    public String inWords() {
        if (cells.stream().anyMatch(cell -> cell.mark() == Mark.UNKNOWN)) {
            return "Unknown";
        }
        String held = cells.stream()
                .filter(cell -> cell.mark() == Mark.YES)
                .map(cell -> cell.right().title())
                .collect(Collectors.joining(", "));
        return held.isEmpty() ? "Nothing" : held;
    }

    /// Whether a right is held.
    public enum Mark {
        YES,
        NO,
        /// Nobody can tell, because a level is unknown.
        UNKNOWN,
        /// There is no such right on this type of object.
        NOWHERE
    }

    /// A right and whether it is held.
    public record Cell(Right right, Mark mark) {}

    /// A level, or that none is held.
    ///
    /// @param on     what the level would be held on: `Team Checkout`, `Base role`
    /// @param href   the page of that; none for the application as a whole
    /// @param hidden whether only those who are in it see it
    /// @param title  of the level; empty when none is held
    /// @param raw    its raw value
    /// @param feed   title of the feed that told it
    /// @param record the record that told it
    /// @param since  first revision that shows it so; none when none is held
    public record Ground(
            String on,
            @Nullable String href,
            boolean hidden,
            String title,
            String raw,
            String feed,
            String record,
            @Nullable Moment since) {}
}
