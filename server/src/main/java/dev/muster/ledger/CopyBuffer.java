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
    private boolean atRowStart = true;

    CopyBuffer add(@Nullable Object value) {
        if (!atRowStart) {
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
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            switch (c) {
                case '\\' -> rows.append("\\\\");
                case '\t' -> rows.append("\\t");
                case '\n' -> rows.append("\\n");
                case '\r' -> rows.append("\\r");
                case '\0' -> rows.append('\uFFFD');
                default -> rows.append(c);
            }
        }
    }
}
