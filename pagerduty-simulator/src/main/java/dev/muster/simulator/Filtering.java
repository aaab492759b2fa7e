package dev.muster.simulator;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// How lists answer a filter, where PagerDuty does not document it. Safe for many threads.
final class Filtering {
    private volatile boolean findsEmails;
    private volatile boolean mixesOrder;

    /// From now on the `query` of users looks into e-mails besides names.
    void findEmails() {
        findsEmails = true;
    }

    /// From now on each filter lists its rows in an order of its own.
    void mixOrder() {
        mixesOrder = true;
    }

    /// What a `query` looks into.
    String searched(SimulatedUser user) {
        return findsEmails ? user.name() + "\n" + user.email() : user.name();
    }

    /// Filtered rows, in the order they are listed.
    <T> List<T> ordered(List<T> rows, Query query, Function<T, String> id) {
        List<List<String>> filter = List.of(query.all("query"), query.all("team_ids[]"));
        if (!mixesOrder || filter.stream().allMatch(List::isEmpty)) {
            return rows;
        }
        return rows.stream()
                .sorted(Comparator.comparing(row -> List.of(filter, id.apply(row)).hashCode()))
                .toList();
    }
}
