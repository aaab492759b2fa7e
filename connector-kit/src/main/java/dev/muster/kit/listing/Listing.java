package dev.muster.kit.listing;

import dev.muster.kit.answer.Allowed;
import dev.muster.kit.client.Ask;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A list of some service's.
///
/// @param style   how the service lists things
/// @param path    below the API host, with a query when the list is filtered: `/users`, `/users?query=an`
/// @param name    under which its records stand in an answer: `users`
/// @param id      what tells its records apart
/// @param allowed the fields that are kept
/// @param what    what is listed, in the plural, for messages
/// @param paging  how it is cut into pages
/// @param cuts    how parts of it can be seen when it is too long to be shown whole
public record Listing(
        ListingStyle style,
        String path,
        String name,
        RecordId id,
        Allowed allowed,
        String what,
        Paging paging,
        Set<Cut> cuts) {
    public Listing {
        cuts = Set.copyOf(cuts);
    }

    /// Only what a filter lets through.
    public Listing only(String query) {
        return new Listing(style, with(query), name, id, allowed, what, paging, cuts);
    }

    /// The page that follows.
    ///
    /// @param received records of the pages before
    /// @param cursor   what the page before named; none for the first
    /// @param most     records it may hold
    Ask page(int received, @Nullable String cursor, int most) {
        return new Ask(with(paging.query().of(received, cursor, most)), what, paging.isInSeries());
    }

    /// How many there are, at the price of one record.
    public Ask size() {
        return new Ask(with(style.slices().count()), what);
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
