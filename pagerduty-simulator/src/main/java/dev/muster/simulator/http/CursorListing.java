package dev.muster.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/// A list that is read by a bookmark: `limit` and `cursor` in; rows, `limit`, `next_cursor` and, in some lists, `more`
/// out. The last page has a null `next_cursor`.
///
/// The bookmark names the last row of a page and its place, so rows that come in before it are not shown twice, and a
/// row that went away does not end the reading.
///
/// @param key       name of the rows in the answer
/// @param tellsMore whether the list also says `more`
/// @param id        what tells the rows apart
/// @param row       writes one object
public record CursorListing<T>(
        String key, boolean tellsMore, Function<T, String> id, BiConsumer<JsonGenerator, T> row) {

    /// Where the next page starts, as the bookmark says.
    private record Bookmark(int place, String lastId) {

        static Optional<Bookmark> read(String cursor) {
            try {
                String text = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
                int colon = text.indexOf(':');
                return colon < 1
                        ? Optional.empty()
                        : Optional.of(
                                new Bookmark(Integer.parseInt(text.substring(0, colon)), text.substring(colon + 1)));
            } catch (IllegalArgumentException noBookmarkOfOurs) {
                return Optional.empty();
            }
        }

        String write() {
            return Base64.getUrlEncoder()
                    .encodeToString("%d:%s".formatted(place, lastId).getBytes(UTF_8));
        }
    }

    /// A cursor that names the first page.
    public static final String START = new Bookmark(0, "").write();

    /// The page the query asks for. A limit above the largest is the largest; a bookmark that is none is refused.
    public Answer answer(Query query, List<T> rows) {
        OptionalInt limit = Listing.number(query, "limit", Listing.DEFAULT_LIMIT, 1);
        if (limit.isEmpty()) {
            return Refusal.invalidInput("limit must be a positive number");
        }
        int rowsWanted = Math.min(limit.getAsInt(), Listing.MAX_LIMIT);
        Optional<String> cursor = query.one("cursor").filter(text -> !text.isEmpty());
        if (cursor.isEmpty()) {
            return page(rows, 0, rowsWanted);
        }
        return Bookmark.read(cursor.get())
                .map(bookmark -> page(rows, startAfter(bookmark, rows), rowsWanted))
                .orElseGet(() -> Refusal.invalidInput("cursor is not one this list gave out"));
    }

    private int startAfter(Bookmark bookmark, List<T> rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (id.apply(rows.get(i)).equals(bookmark.lastId())) {
                return i + 1;
            }
        }
        return Math.clamp(bookmark.place(), 0, rows.size());
    }

    private Answer page(List<T> rows, int start, int limit) {
        int end = Math.min(start + limit, rows.size());
        boolean more = end < rows.size();
        return Answer.json(Json.write(json -> {
            json.writeStartObject();
            json.writeName(key);
            json.writeStartArray();
            rows.subList(start, end).forEach(item -> row.accept(json, item));
            json.writeEndArray();
            json.writeNumberProperty("limit", limit);
            if (tellsMore) {
                json.writeBooleanProperty("more", more);
            }
            if (more) {
                json.writeStringProperty("next_cursor", new Bookmark(end, id.apply(rows.get(end - 1))).write());
            } else {
                json.writeNullProperty("next_cursor");
            }
            json.writeEndObject();
        }));
    }
}
