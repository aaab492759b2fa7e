package dev.muster.connector;

import dev.muster.connector.AccessRules.Decision;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/// What ways to an object amount to together, where an application gives whoever has several of them the rights of all.
final class AddedUp {
    private final Set<Right> there;
    private final Set<Right> least = new HashSet<>();
    private final Set<Right> most = new HashSet<>();
    private final Set<String> reasons = new LinkedHashSet<>();
    private final Set<String> doubts = new LinkedHashSet<>();

    /// @param there the rights that exist on the object
    AddedUp(Set<Right> there) {
        this.there = there;
    }

    void certainly(Set<Right> rights, String reason) {
        least.addAll(rights);
        reasons.add(reason);
    }

    void perhaps(Set<Right> rights, String doubt) {
        most.addAll(rights);
        doubts.add(doubt);
    }

    void perhapsAll(String doubt) {
        perhaps(there, doubt);
    }

    Decision decision() {
        Set<Right> rights = new HashSet<>(least);
        rights.retainAll(there);
        Set<Right> open = new HashSet<>(most);
        open.retainAll(there);
        open.removeAll(rights);
        String known = reasons.isEmpty() ? "No way leads here" : String.join(" and ", reasons);
        return open.isEmpty()
                ? new Decision(rights, Set.of(), "All ways", known, false)
                : new Decision(rights, open, "At least", "Not certain, because " + String.join("; ", doubts), false);
    }
}
