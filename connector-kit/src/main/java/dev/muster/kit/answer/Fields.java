package dev.muster.kit.answer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The fields of one record that are on an allow-list, by path: `name`, `user.id`.
///
/// A null, a missing field and an object where a text should be are all the same: not there.
public final class Fields {
    private static final Fields NONE = new Fields();
    private static final char REPLACEMENT = '\uFFFD';

    private final Map<String, String> values = new HashMap<>();
    private final Map<String, List<Fields>> lists = new HashMap<>();
    private final Map<String, List<String>> texts = new HashMap<>();

    private Fields() {}

    /// Reads the object at which the parser stands, to its end.
    public static Fields read(JsonParser json, Allowed allowed) {
        Fields fields = new Fields();
        fields.readInto("", json, allowed);
        return fields;
    }

    /// No fields at all, for a record that is not even an object.
    public static Fields none() {
        return NONE;
    }

    /// The value with surrounding spaces, as it came; empty when it is missing or blank.
    public Optional<String> text(String path) {
        return Optional.ofNullable(values.get(path)).filter(text -> !text.isBlank());
    }

    public boolean isTrue(String path) {
        return "true".equals(values.get(path));
    }

    /// The objects of an array, in its order; empty when there are none.
    public List<Fields> list(String path) {
        return lists.getOrDefault(path, List.of());
    }

    /// Whether there is such an array, empty or not.
    public boolean hasList(String path) {
        return lists.containsKey(path);
    }

    /// The texts of an array that are not blank; empty when there are none.
    public List<String> texts(String path) {
        return texts.getOrDefault(path, List.of());
    }

    private void readInto(String prefix, JsonParser json, Allowed allowed) {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            take(prefix + field, value, json, allowed.below(field));
        }
    }

    private void take(String path, JsonToken value, JsonParser json, @Nullable Allowed kept) {
        if (kept == null) {
            json.skipChildren();
        } else if (value == JsonToken.START_OBJECT && !kept.isLeaf()) {
            readInto(path + ".", json, kept);
        } else if (value == JsonToken.START_ARRAY) {
            readArray(path, json, kept);
        } else if (isText(value) && kept.isLeaf()) {
            values.put(path, storable(json.getString()));
        } else {
            json.skipChildren();
        }
    }

    private void readArray(String path, JsonParser json, Allowed kept) {
        if (!kept.isLeaf()) {
            lists.computeIfAbsent(path, name -> new ArrayList<>());
        }
        for (JsonToken item = json.nextToken(); item != JsonToken.END_ARRAY; item = json.nextToken()) {
            if (item == JsonToken.START_OBJECT && !kept.isLeaf()) {
                lists.computeIfAbsent(path, name -> new ArrayList<>()).add(read(json, kept));
            } else if (isText(item) && kept.isLeaf()) {
                addText(path, json.getString());
            } else {
                json.skipChildren();
            }
        }
    }

    private void addText(String path, String text) {
        if (!text.isBlank()) {
            texts.computeIfAbsent(path, name -> new ArrayList<>()).add(storable(text));
        }
    }

    private static boolean isText(JsonToken value) {
        return value.isScalarValue() && value != JsonToken.VALUE_NULL;
    }

    /// How many characters of its texts nobody can read, so that they show as a replacement.
    public long unreadable() {
        long unreadable = 0;
        for (String text : values.values()) {
            unreadable += replacementsIn(text);
        }
        for (List<String> several : texts.values()) {
            for (String text : several) {
                unreadable += replacementsIn(text);
            }
        }
        for (List<Fields> objects : lists.values()) {
            for (Fields object : objects) {
                unreadable += object.unreadable();
            }
        }
        return unreadable;
    }

    private static long replacementsIn(String text) {
        long found = 0;
        for (int at = text.indexOf(REPLACEMENT); at >= 0; at = text.indexOf(REPLACEMENT, at + 1)) {
            found++;
        }
        return found;
    }

    /// PostgreSQL can hold neither the character U+0000 nor half of a surrogate pair, and nobody can read them;
    /// each becomes a visible replacement.
    private static String storable(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder storable = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
                        ? REPLACEMENT
                        : point)
                .forEach(storable::appendCodePoint);
        return storable.toString();
    }

    /// As nearly every text of hundreds of thousands is.
    private static boolean isPlain(String text) {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character == 0 || Character.isSurrogate(character)) {
                return false;
            }
        }
        return true;
    }
}
