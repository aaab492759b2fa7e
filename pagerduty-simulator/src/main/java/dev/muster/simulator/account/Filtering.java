package dev.muster.simulator.account;

import dev.muster.simulator.http.Query;
import dev.muster.simulator.objects.SimulatedUser;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the list of users answers a filter, where PagerDuty does not document it. Safe for many threads.
public final class Filtering {
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
    public void findEmails() {
        findsEmails = true;
    }

    /// From now on each filter lists its users in an order of its own.
    public void mixOrder() {
        mixesOrder = true;
    }

    /// What a query for some users finds, in the order it is listed.
    public List<SimulatedUser> filtered(List<SimulatedUser> users, Query query) {
        Filter by = new Filter(query.all("query"), query.all("team_ids[]"));
        Found found = last;
        if (found == null || found.of() != users || !found.by().equals(by)) {
            found = new Found(users, by, ordered(query.named(users, this::searched), by));
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
