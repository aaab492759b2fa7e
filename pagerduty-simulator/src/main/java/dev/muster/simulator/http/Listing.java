package dev.muster.simulator.http;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonGenerator;

/// A classic list: `limit` and `offset` in; rows, `limit`, `offset`, `more` and `total` out.
///
/// @param key          name of the rows in the answer
/// @param defaultLimit rows of a page when the request names no limit
/// @param maxLimit     rows of the largest page
/// @param moreFirst    whether `more` and its like stand before the rows; both are seen
/// @param row          writes one object
public record Listing<T>(
        String key, int defaultLimit, int maxLimit, boolean moreFirst, BiConsumer<JsonGenerator, T> row) {

    public static final int DEFAULT_LIMIT = 25;
    public static final int MAX_LIMIT = 100;
    static final int LAST_ROW = 10_000;

    /// One whose largest page holds as many rows as those of most lists.
    public Listing(String key, int defaultLimit, boolean moreFirst, BiConsumer<JsonGenerator, T> row) {
        this(key, defaultLimit, MAX_LIMIT, moreFirst, row);
    }

    private record Window(int offset, int limit, int total, boolean totalAsked) {
        int end() {
            return Math.min(offset + limit, total);
        }

        boolean more() {
            return end() < total;
        }
    }

    /// The page the query asks for. A limit above the largest is the largest.
    public Answer answer(Query query, List<T> rows) {
        OptionalInt limit = number(query, "limit", defaultLimit, 1);
        OptionalInt offset = number(query, "offset", 0, 0);
        if (limit.isEmpty() || offset.isEmpty()) {
            return Refusal.invalidInput("limit must be a positive number and offset a number of at least 0");
        }
        int rowsWanted = Math.min(limit.getAsInt(), maxLimit);
        if ((long) offset.getAsInt() + rowsWanted > LAST_ROW) {
            return Refusal.wrongArguments("The sum of offset and limit exceeds %d".formatted(LAST_ROW));
        }
        boolean totalAsked = query.one("total").filter("true"::equals).isPresent();
        return page(new Window(offset.getAsInt(), rowsWanted, rows.size(), totalAsked), rows);
    }

    private Answer page(Window window, List<T> rows) {
        List<T> shown = rows.subList(Math.min(window.offset(), rows.size()), Math.max(window.end(), 0));
        return Answer.json(Json.write(json -> {
            json.writeStartObject();
            if (moreFirst) {
                writeWindow(json, window);
            }
            writeRows(json, shown);
            if (!moreFirst) {
                writeWindow(json, window);
            }
            json.writeEndObject();
        }));
    }

    private void writeRows(JsonGenerator json, List<T> shown) {
        json.writeName(key);
        json.writeStartArray();
        shown.forEach(item -> row.accept(json, item));
        json.writeEndArray();
    }

    private static void writeWindow(JsonGenerator json, Window window) {
        json.writeNumberProperty("limit", window.limit());
        json.writeNumberProperty("offset", window.offset());
        if (window.totalAsked()) {
            json.writeNumberProperty("total", window.total());
        } else {
            json.writeNullProperty("total");
        }
        json.writeBooleanProperty("more", window.more());
    }

    /// A whole number of the query; empty when it is none, or below the least.
    static OptionalInt number(Query query, String name, int otherwise, int least) {
        try {
            int value = query.one(name).map(Integer::parseInt).orElse(otherwise);
            return value < least ? OptionalInt.empty() : OptionalInt.of(value);
        } catch (NumberFormatException notANumber) {
            return OptionalInt.empty();
        }
    }
}
