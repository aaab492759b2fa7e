package dev.muster.pagerduty;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A list of PagerDuty's.
///
/// @param path    below the API host, with a query when the list is filtered: `/users`, `/users?query=an`
/// @param name    under which its records stand in an answer: `users`
/// @param id      what tells its records apart
/// @param allowed the fields that are kept
/// @param what    what is listed, in the plural, for messages
/// @param paging  how it is cut into pages
/// @param cuts    how parts of it can be seen when it is too long to be shown whole
record Listing(String path, String name, RecordId id, Allowed allowed, String what, Paging paging, Set<Cut> cuts) {
    /// No offset reaches beyond this many records.
    static final int CEILING = 10_000;

    Listing {
        cuts = Set.copyOf(cuts);
    }

    /// @param id path of the field that tells its records apart: `id`, `user.id`
    Listing(String path, String name, String id, Allowed allowed, String what, Paging paging, Set<Cut> cuts) {
        this(path, name, RecordId.at(id), allowed, what, paging, cuts);
    }

    /// A list at the top of the API whose records have an `id` and whose pages tell a total.
    static Listing counted(String path, String name, String what, Allowed allowed, Cut... cuts) {
        return new Listing(path, name, "id", allowed, what, Paging.OFFSET, Set.of(cuts));
    }

    /// Only what a filter lets through.
    Listing only(String query) {
        return new Listing(with(query), name, id, allowed, what, paging, cuts);
    }

    /// The page that follows.
    ///
    /// @param received records of the pages before
    /// @param cursor   what the page before named; none for the first
    /// @param most     records it may hold
    Ask page(int received, @Nullable String cursor, int most) {
        return new Ask(with(paging.query(received, cursor, most)), what, paging.isInSeries());
    }

    /// How many there are, at the price of one record.
    Ask size() {
        return new Ask(with("limit=1&offset=0&total=true"), what);
    }

    /// What it is one of, whatever it is filtered by or belongs to: `/users`, `/teams/members`.
    String kind() {
        String[] steps = path.replaceFirst("\\?.*", "").substring(1).split("/", -1);
        return "/" + (steps.length == 3 ? steps[0] + "/" + steps[2] : String.join("/", steps));
    }

    private String with(String query) {
        if (query.isEmpty()) {
            return path;
        }
        return path + (path.contains("?") ? "&" : "?") + query;
    }
}
