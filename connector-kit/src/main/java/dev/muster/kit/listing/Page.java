package dev.muster.kit.listing;

import dev.muster.kit.answer.Allowed;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.answer.Malformed;
import dev.muster.kit.client.Api;
import dev.muster.kit.client.Meter;
import dev.muster.kit.client.PageSizes;
import dev.muster.kit.transport.ReadFailed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// One page of a listing.
///
/// @param rows  its records, reduced to the fields of the allow-list
/// @param more  whether the service says that more follow; none when it does not say
/// @param total how many records the whole listing holds; none when it does not say
/// @param next  cursor of the page that follows; none when there is none
/// @param limit how many records a page has at most, as the service repeats it; none when it does not
/// @param asked how many it was asked to hold at most
public record Page(
        List<Fields> rows,
        @Nullable Boolean more,
        @Nullable Long total,
        @Nullable String next,
        @Nullable Long limit,
        int asked) {

    /// Whether it tells nothing of pages at all, as some old lists do, which are then one answer.
    boolean isBare() {
        return more == null && total == null && next == null && limit == null;
    }

    /// The same as an answer to a question for so many records.
    Page asked(int most) {
        return new Page(rows, more, total, next, limit, most);
    }

    /// Whether it has as many records as it was asked for, so that another may follow. A page that is fuller than
    /// full is all there is.
    boolean isFull() {
        long most = limit == null ? asked : Math.min(limit, asked);
        return !rows.isEmpty() && rows.size() == most;
    }

    /// One page of a listing, smaller than usual when full ones do not come.
    ///
    /// @param received records of the pages before
    /// @param cursor   what the page before named; none for the first and where pages are told apart by offset
    /// @throws ReadFailed when there will be no such page
    static Page of(Api api, Listing listing, int received, @Nullable String cursor, Meter meter)
            throws ReadFailed, InterruptedException {
        PageSizes.Trial trial =
                api.sizes().trial(listing.kind(), listing.paging().size());
        Page page = api.get(
                () -> listing.page(received, cursor, trial.size()),
                meter,
                json -> read(json, listing, listing.allowed()),
                trial::failed);
        trial.came();
        return page.asked(trial.size());
    }

    /// Records that the next page of a listing will be asked to hold.
    static int size(Api api, Listing listing) {
        return api.sizes().of(listing.kind(), listing.paging().size());
    }

    /// Reads a page of a listing; what tells of the page may stand before or after the records.
    ///
    /// @param allowed the fields that are kept of each
    public static Page read(JsonParser json, Listing listing, Allowed allowed) throws Malformed {
        ListingStyle.PageFields told = listing.style().page();
        List<Fields> rows = null;
        Boolean more = null;
        Long total = null;
        String next = null;
        Long limit = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals(listing.name()) && value == JsonToken.START_ARRAY) {
                rows = readRows(json, allowed);
            } else if (field.equals(told.more()) && value.isBoolean()) {
                more = value == JsonToken.VALUE_TRUE;
            } else if (field.equals(told.total()) && value == JsonToken.VALUE_NUMBER_INT) {
                total = json.getLongValue();
            } else if (field.equals(told.limit()) && value == JsonToken.VALUE_NUMBER_INT) {
                limit = json.getLongValue();
            } else if (field.equals(told.next()) && value == JsonToken.VALUE_STRING) {
                next = json.getString();
            } else {
                json.skipChildren();
            }
        }
        if (rows == null) {
            throw Malformed.because("without the list of " + listing.name());
        }
        return new Page(rows, more, total, next, limit, Integer.MAX_VALUE);
    }

    private static List<Fields> readRows(JsonParser json, Allowed allowed) {
        List<Fields> rows = new ArrayList<>();
        for (JsonToken row = json.nextToken(); row != JsonToken.END_ARRAY; row = json.nextToken()) {
            if (row == JsonToken.START_OBJECT) {
                rows.add(Fields.read(json, allowed));
            } else {
                json.skipChildren();
                rows.add(Fields.none());
            }
        }
        return rows;
    }
}
