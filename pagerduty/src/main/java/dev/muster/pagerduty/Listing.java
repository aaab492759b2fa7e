package dev.muster.pagerduty;

import java.util.Set;

/// A list of PagerDuty's that comes in pages by `limit` and `offset`.
///
/// @param path    below the API host, without a query: `/users`
/// @param name    under which its records stand in an answer: `users`
/// @param id      path of the field that tells its records apart: `id`, `user.id`
/// @param allowed paths of the fields that are kept; everything else is skipped unread
/// @param what    what is listed, in the plural, for messages
record Listing(String path, String name, String id, Set<String> allowed, String what) {
    /// PagerDuty's largest page.
    static final int PAGE = 100;
    /// Neither page nor offset reaches beyond this many records.
    static final int CEILING = 10_000;

    /// The page that starts at an offset; the first asks for the total too, which costs PagerDuty time.
    Ask at(int offset) {
        int limit = Math.min(PAGE, CEILING - offset);
        String query = "?limit=%d&offset=%d".formatted(limit, offset);
        return new Ask(path + query + (offset == 0 ? "&total=true" : ""), what);
    }

    /// How many there are, at the price of one record.
    Ask size() {
        return new Ask(path + "?limit=1&offset=0&total=true", what);
    }
}
