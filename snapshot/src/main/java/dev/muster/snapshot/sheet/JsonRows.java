package dev.muster.snapshot.sheet;

import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// JSON objects with something between them, each on its own or a line each.
final class JsonRows {
    private final JsonGenerator json;

    JsonRows(Output out, String separator) {
        json = generator(out, separator);
    }

    void write(List<Column> columns, List<Cell> cells) {
        json.writeStartObject();
        Cell.writeAll(json, columns, cells);
        json.writeEndObject();
    }

    void endLine() {
        json.writeRaw('\n');
    }

    void flush() {
        json.flush();
    }

    /// A single value.
    static void write(Output out, Consumer<JsonGenerator> value) {
        JsonGenerator json = generator(out, "");
        value.accept(json);
        json.flush();
    }

    private static JsonGenerator generator(Output out, String separator) {
        return JsonFactory.builder()
                .rootValueSeparator(separator)
                .build()
                .createGenerator(ObjectWriteContext.empty(), out.stream());
    }
}
