package dev.muster.simulator;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the list of users answers a filter, where PagerDuty does not document it. Safe for many threads.
final class Filtering {
    private volatile boolean findsEmails;
    private volatile boolean mixesOrder;
    private volatile @Nullable Found last;

    /// What was found last, for the next page of it.
    private record Found(List<SimulatedUser> of, Filter by, List<SimulatedUser> users) {}

    private record Filter(List<String> query, List<String> teamIds) {
        boolean isEmpty() {
            return query.isEmpty() && teamIds.isEmpty();
        }
    }

    /// From now on the `query` of users looks into e-mails besides names.
    void findEmails() {
        findsEmails = true;
    }

    /// From now on each filter lists its users in an order of its own.
    void mixOrder() {
        mixesOrder = true;
    }

    /// What a call for the names of some users finds, in the order it is listed.
    List<SimulatedUser> filtered(List<SimulatedUser> users, Call call) {
        Filter by = new Filter(call.query().all("query"), call.query().all("team_ids[]"));
        Found found = last;
        if (found == null || found.of() != users || !found.by().equals(by)) {
            found = new Found(users, by, ordered(call.named(users, this::searched), by));
            last = found;
        }
        return found.users();
    }

    private String searched(SimulatedUser user) {
        return findsEmails ? user.name() + "\n" + user.email() : user.name();
    }

    private List<SimulatedUser> ordered(List<SimulatedUser> users, Filter by) {
        return mixesOrder && !by.isEmpty()
                ? users.stream()
                        .sorted(Comparator.comparing(
                                user -> List.of(by, user.id()).hashCode()))
                        .toList()
                : users;
    }
}
