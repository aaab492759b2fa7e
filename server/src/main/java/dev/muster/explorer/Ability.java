package dev.muster.explorer;

import dev.muster.connector.Right;
import dev.muster.rights.Certainty;
import dev.muster.rights.Privacy;
import dev.muster.source.Source;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What an account can do with a resource, as pages show it.
///
/// @param cells   one for each right that the page has a column for
/// @param certainty how much of it is known
/// @param rule    what decided: `Team role`
/// @param why     the sentence that explains it, without a full stop
/// @param grounds the levels it rests on
public record Ability(List<Cell> cells, Certainty certainty, String rule, String why, List<Ground> grounds) {
    public Ability {
        cells = List.copyOf(cells);
        grounds = List.copyOf(grounds);
    }

    /// What the sentence says first; the rest of it belongs in an explanation.
    public String brief() {
        int end = why.indexOf(';');
        return end < 0 ? why : why.substring(0, end);
    }

    /// The rights in words: `View, Manage users`, `At least View`, `Nothing`.
    public String inWords() {
        if (certainty == Certainty.UNKNOWN) {
            return certainty.title();
        }
        String held = cells.stream()
                .filter(cell -> cell.mark() == Mark.YES)
                .map(cell -> cell.right().title())
                .collect(Collectors.joining(", "));
        if (certainty == Certainty.AT_LEAST) {
            return "%s %s".formatted(certainty.title(), held);
        }
        return held.isEmpty() ? "Nothing" : held;
    }

    public boolean isCertain() {
        return certainty == Certainty.CERTAIN;
    }

    /// Whether a right is held.
    public enum Mark {
        YES,
        NO,
        /// Nobody can tell.
        UNKNOWN,
        /// There is no such right on this type of resource.
        NOWHERE
    }

    /// A right and whether it is held.
    public record Cell(Right right, Mark mark) {}

    /// A level, or that none is held.
    ///
    /// @param on     what the level would be held on: `Team Checkout`, `Base role`
    /// @param href   the page of that; none for the application as a whole
    /// @param noun   what a group is called, within a sentence: `team`; empty for the application as a whole
    /// @param privacy of a group; of the application as a whole it says nothing
    /// @param unread whether nobody can tell, because its members could not be read
    /// @param title  of the level, the last known one where nobody can tell; empty when none is held
    /// @param raw    its raw value
    /// @param source where it was read; none when none is held
    public record Ground(
            String on,
            @Nullable String href,
            String noun,
            Privacy privacy,
            boolean unread,
            String title,
            String raw,
            @Nullable Source source) {}
}
