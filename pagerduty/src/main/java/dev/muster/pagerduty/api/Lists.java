package dev.muster.pagerduty.api;

import dev.muster.kit.answer.Allowed;
import dev.muster.kit.listing.Cut;
import dev.muster.kit.listing.Listing;
import dev.muster.kit.listing.ListingStyle;
import dev.muster.kit.listing.ListingStyle.PageFields;
import dev.muster.kit.listing.ListingStyle.SliceQueries;
import dev.muster.kit.listing.Paging;
import dev.muster.kit.listing.RecordId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The ways in which PagerDuty lists things.
public final class Lists {
    /// No offset reaches beyond this many records.
    public static final int CEILING = 10_000;

    /// By `limit` and `offset`; the first page is asked for the total too, which costs PagerDuty time.
    public static final Paging OFFSET = new Paging(
            Paging.By.OFFSET, 100, true, (received, cursor, most) -> byOffset(received, most, received == 0));
    /// The same for a listing that knows no total.
    public static final Paging OFFSET_WITHOUT_TOTAL =
            new Paging(Paging.By.OFFSET, 100, false, (received, cursor, most) -> byOffset(received, most, false));
    /// By `limit` and `offset` in pages of a thousand, as the newer listings allow.
    public static final Paging LONG_OFFSET = new Paging(
            Paging.By.OFFSET, 1_000, true, (received, cursor, most) -> byOffset(received, most, received == 0));
    /// By a `cursor` that each page names for the next; no page tells a total.
    public static final Paging CURSOR =
            new Paging(Paging.By.CURSOR, 100, false, (received, cursor, most) -> byCursor(cursor, most));

    private static final ListingStyle STYLE = new ListingStyle(
            Conventions.SERVICE.name(),
            CEILING,
            new PageFields("more", "total", "limit", "next_cursor"),
            new SliceQueries(
                    "limit=1&offset=0&total=true",
                    "total=true",
                    "sort_by=name%3Adesc",
                    "team_ids%5B%5D=",
                    "query=",
                    "name",
                    "email",
                    "teams"));

    private Lists() {}

    /// @param id path of the field that tells its records apart: `id`, `user.id`
    public static Listing of(
            String path, String name, String id, Allowed allowed, String what, Paging paging, Set<Cut> cuts) {
        return of(path, name, RecordId.at(id), allowed, what, paging, cuts);
    }

    public static Listing of(
            String path, String name, RecordId id, Allowed allowed, String what, Paging paging, Set<Cut> cuts) {
        return new Listing(STYLE, path, name, id, allowed, what, paging, cuts);
    }

    /// A list at the top of the API whose records have an `id` and whose pages tell a total.
    public static Listing counted(String path, String name, String what, Allowed allowed, Cut... cuts) {
        return of(path, name, "id", allowed, what, OFFSET, Set.of(cuts));
    }

    private static String byOffset(int received, int most, boolean total) {
        int limit = Math.min(most, CEILING - received);
        return "limit=%d&offset=%d%s".formatted(limit, received, total ? "&total=true" : "");
    }

    private static String byCursor(@Nullable String cursor, int most) {
        return cursor == null ? "limit=" + most : "limit=%d&cursor=%s".formatted(most, encoded(cursor));
    }

    private static String encoded(String cursor) {
        return URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    }
}
