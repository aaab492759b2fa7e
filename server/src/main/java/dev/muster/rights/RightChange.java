package dev.muster.rights;

import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.Right;
import dev.muster.difference.Change.Named;
import dev.muster.difference.Change.Way;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where one account can do something else with one resource at one revision than at another. What became unknown is no
/// loss, and what became known is no gain: nobody can tell what it was.
///
/// @param gained     was not held for certain, and is
/// @param lost       was held for certain, and is not
/// @param unsure     was known, and is not any more
/// @param nowHeld    was not known, and is held
/// @param nowNotHeld was not known, and is not held
public record RightChange(
        Named account,
        Named resource,
        List<Right> gained,
        List<Right> lost,
        List<Right> unsure,
        List<Right> nowHeld,
        List<Right> nowNotHeld) {
    public RightChange {
        gained = List.copyOf(gained);
        lost = List.copyOf(lost);
        unsure = List.copyOf(unsure);
        nowHeld = List.copyOf(nowHeld);
        nowNotHeld = List.copyOf(nowNotHeld);
    }

    /// @param before none where the account or the resource was not there: nothing was held
    /// @param after  none where they are not there any more
    static RightChange between(Named account, Named resource, @Nullable Decision before, @Nullable Decision after) {
        Set<Right> held = held(before);
        Set<Right> open = open(before);
        Set<Right> holds = held(after);
        Set<Right> opens = open(after);
        return new RightChange(
                account,
                resource,
                those(holds, right -> !held.contains(right) && !open.contains(right)),
                those(held, right -> !holds.contains(right) && !opens.contains(right)),
                those(opens, right -> !open.contains(right)),
                those(open, holds::contains),
                those(open, right -> !holds.contains(right) && !opens.contains(right)));
    }

    private static Set<Right> held(@Nullable Decision decision) {
        return decision == null ? Set.of() : decision.rights();
    }

    private static Set<Right> open(@Nullable Decision decision) {
        return decision == null ? Set.of() : decision.open();
    }

    private static List<Right> those(Set<Right> rights, Predicate<Right> wanted) {
        return rights.stream().filter(wanted).sorted().toList();
    }

    /// Whether anything differs in a way; in any for none. What became known or unknown counts as changed.
    boolean is(@Nullable Way way) {
        Stream<List<Right>> told = switch (way) {
            case null -> Stream.of(gained, lost, unsure, nowHeld, nowNotHeld);
            case GRANTED -> Stream.of(gained);
            case REMOVED -> Stream.of(lost);
            case CHANGED -> Stream.of(unsure, nowHeld, nowNotHeld);
        };
        return told.anyMatch(rights -> !rights.isEmpty());
    }
}
