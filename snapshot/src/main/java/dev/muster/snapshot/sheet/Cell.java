package dev.muster.snapshot.sheet;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// What stands in one column of one row: a line of text in table and CSV, a value of its own kind in JSON.
public sealed interface Cell {

    /// As table and CSV show it; empty for nothing.
    String flat();

    void write(JsonGenerator json);

    static Cell of(@Nullable String text) {
        return new Text(text == null ? "" : text);
    }

    static Cell of(long number) {
        return new Number(number);
    }

    /// @param text empty for nothing, which JSON calls null
    record Text(String text) implements Cell {
        @Override
        public String flat() {
            return text;
        }

        @Override
        public void write(JsonGenerator json) {
            if (text.isEmpty()) {
                json.writeNull();
            } else {
                json.writeString(Words.writable(text));
            }
        }
    }

    record Number(@Nullable Long number) implements Cell {
        @Override
        public String flat() {
            return number == null ? "" : Long.toString(number);
        }

        @Override
        public void write(JsonGenerator json) {
            if (number == null) {
                json.writeNull();
            } else {
                json.writeNumber(number);
            }
        }
    }

    record Flag(boolean set) implements Cell {
        @Override
        public String flat() {
            return Boolean.toString(set);
        }

        @Override
        public void write(JsonGenerator json) {
            json.writeBoolean(set);
        }
    }

    /// Named facts: `level=1; schedule=PSCHED1`, in JSON an object.
    record Facts(Map<String, String> facts) implements Cell {
        @Override
        public String flat() {
            return facts.entrySet().stream()
                    .map(fact -> inList(fact.getKey() + "=" + fact.getValue()))
                    .collect(Collectors.joining("; "));
        }

        @Override
        public void write(JsonGenerator json) {
            json.writeStartObject();
            facts.forEach((name, fact) -> json.writeStringProperty(Words.writable(name), Words.writable(fact)));
            json.writeEndObject();
        }
    }

    /// Several things of one kind: `Payments (Manager); Search (Responder)`, in JSON an array of objects.
    record Several(List<Item> items) implements Cell {
        @Override
        public String flat() {
            return items.stream().map(item -> inList(item.flat())).collect(Collectors.joining("; "));
        }

        @Override
        public void write(JsonGenerator json) {
            json.writeStartArray();
            for (Item item : items) {
                json.writeStartObject();
                writeAll(json, item.columns(), item.cells());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    /// One of several things.
    ///
    /// @param flat  how it reads in a line
    /// @param cells as many as columns
    record Item(String flat, List<Column> columns, List<Cell> cells) {}

    /// One of several things in a line. What holds the sign that parts them stands in quotes, as in CSV.
    private static String inList(String item) {
        return item.contains(";") || item.contains("\"") ? '"' + item.replace("\"", "\"\"") + '"' : item;
    }

    /// The properties of an object that was begun.
    static void writeAll(JsonGenerator json, List<Column> columns, List<Cell> cells) {
        for (int i = 0; i < cells.size(); i++) {
            json.writeName(columns.get(i).name());
            cells.get(i).write(json);
        }
    }
}
