package dev.muster.changes;

import dev.muster.difference.Change.Kind;
import dev.muster.difference.Change.Way;
import dev.muster.difference.Changes;
import dev.muster.difference.Wanted;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.Difference;
import dev.muster.ledger.Walk;
import dev.muster.problem.InvalidInput;
import dev.muster.rights.RightChanges;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which changes are asked for: between what, and which of them.
///
/// @param from what to begin with, as [AsOf#parse] takes it; empty for a week before the end
/// @param to   what to end with; empty for the newest
/// @param what `accounts`, `resources`, `grants` or `links`; empty for all
/// @param kind `granted`, `removed` or `changed`; empty for all
record ChangeFilter(String from, String to, String what, String kind) {
    ChangeFilter {
        from = from.strip();
        to = to.strip();
        what = what.strip();
        kind = kind.strip();
        if (!what.isEmpty() && what(what).isEmpty()) {
            throw new InvalidInput(Map.of(
                    "what",
                    "Send accounts, resources, grants or links, or leave it out for all. "
                            + "What changed about rights is a list of its own."));
        }
        if (!kind.isEmpty() && way(kind).isEmpty()) {
            throw new InvalidInput(Map.of("kind", "Send granted, removed or changed, or leave it out for all."));
        }
    }

    /// What addresses and calls say instead of [#what] when they ask about rights.
    static final String RIGHTS = "rights";

    /// What changed, in the plural: `grants`.
    static String what(Kind kind) {
        return kind.id() + "s";
    }

    private static Optional<Kind> what(String what) {
        return Arrays.stream(Kind.values())
                .filter(kind -> what(kind).equals(what))
                .findFirst();
    }

    private static Optional<Way> way(String id) {
        return Arrays.stream(Way.values()).filter(way -> way.id().equals(id)).findFirst();
    }

    Wanted wanted() {
        return new Wanted(what(what).orElse(null), way(kind).orElse(null));
    }

    /// The same about rights.
    static ChangeFilter ofRights(String from, String to, String kind) {
        return new ChangeFilter(from, to, "", kind);
    }

    /// The account that a question about rights is narrowed to: its id as PostgreSQL can hold it.
    static String account(String asked) {
        return asked.strip().replace('\0', '\uFFFD');
    }

    /// A walk through what accounts can do; it opens the revision that the difference ends with.
    ///
    /// @param account id of the one that is asked about; empty for all
    /// @param after   what a stretch before gave as next; empty at the beginning
    Walk walkOfRights(String account, String after) {
        return Walk.parse(Difference.TO, to, after, RightChanges.COLUMNS, RIGHTS, from, kind, account);
    }

    /// None for a week before the end.
    ///
    /// @throws InvalidInput about `from` when it is no revision, day or time
    @Nullable
    AsOf begin() {
        return from.isEmpty() ? null : AsOf.parse(Difference.FROM, from);
    }

    /// A walk through the changes that it lets through; it opens the revision they end with.
    ///
    /// @param after what a stretch before gave as next; empty at the beginning
    Walk walk(String after) {
        return Walk.parse(Difference.TO, to, after, Changes.COLUMNS, "changes", from, what, kind);
    }
}
