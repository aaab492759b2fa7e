package dev.muster.pagerduty.rules;

import dev.muster.connector.Right;
import java.util.HashSet;
import java.util.Set;

/// What one way of looking at a question leaves somebody: at least and at most, and why.
///
/// @param rule   what decided, in few words
/// @param reason why, without what is not known
record Reach(Set<Right> least, Set<Right> most, String rule, String reason) {

    /// Exactly this.
    static Reach of(Set<Right> rights, String rule, String reason) {
        return new Reach(rights, rights, rule, reason);
    }

    /// The same, but for rights of which the written rules do not tell.
    Reach leavingOpen(Set<Right> untold) {
        Set<Right> surely = copy(least);
        surely.removeAll(untold);
        Set<Right> perhaps = copy(most);
        perhaps.addAll(untold);
        return new Reach(surely, perhaps, rule, reason);
    }

    /// What holds whether this or another is the case; why, as it is in this case.
    Reach or(Reach other) {
        Set<Right> both = copy(least);
        both.retainAll(other.least);
        Set<Right> either = copy(most);
        either.addAll(other.most);
        return new Reach(both, either, rule, reason);
    }

    /// Within the rights that exist on a type of object.
    Reach within(Set<Right> kind) {
        Set<Right> surely = copy(least);
        surely.retainAll(kind);
        Set<Right> perhaps = copy(most);
        perhaps.retainAll(kind);
        return new Reach(surely, perhaps, rule, reason);
    }

    /// What may be held and may not be.
    Set<Right> open() {
        Set<Right> open = copy(most);
        open.removeAll(least);
        return open;
    }

    private static Set<Right> copy(Set<Right> rights) {
        return new HashSet<>(rights);
    }
}
