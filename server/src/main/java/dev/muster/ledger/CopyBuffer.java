package dev.muster.ledger;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyManager;

/// Rows of one table in PostgreSQL's COPY text format.
///
/// See the PostgreSQL documentation, COPY, "Text Format": tab between columns, newline after rows, `\N` for null,
/// backslash escapes. Text in PostgreSQL cannot hold U+0000; it is kept visible as U+FFFD.
final class CopyBuffer {
    private final StringBuilder rows = new StringBuilder();
    private final String beginning;
    private boolean atRowStart = true;

    /// @param first values that all rows begin with
    CopyBuffer(Object... first) {
        for (Object value : first) {
            escape(value.toString());
            rows.append('\t');
        }
        this.beginning = rows.toString();
        rows.setLength(0);
    }

    CopyBuffer add(@Nullable Object value) {
        if (atRowStart) {
            rows.append(beginning);
        } else {
            rows.append('\t');
        }
        atRowStart = false;
        if (value == null) {
            rows.append("\\N");
        } else {
            escape(value.toString());
        }
        return this;
    }

    void endRow() {
        rows.append('\n');
        atRowStart = true;
    }

    /// Sends the rows. `statement` is the COPY that takes them.
    void copy(CopyManager copier, String statement) throws SQLException, IOException {
        InputStream bytes = new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8));
        copier.copyIn(statement, bytes);
    }

    private void escape(String text) {
        int written = 0;
        for (int at = 0; at < text.length(); at++) {
            String escaped = escaped(text.charAt(at));
            if (escaped != null) {
                rows.append(text, written, at).append(escaped);
                written = at + 1;
            }
        }
        rows.append(text, written, text.length());
    }

    private static @Nullable String escaped(char c) {
        return switch (c) {
            case '\\' -> "\\\\";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\0' -> "\uFFFD";
            default -> null;
        };
    }
}
