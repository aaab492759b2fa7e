package dev.muster.download;

import dev.muster.web.SpreadsheetCsv;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows as CSV, and its digest. A CSV has no place for what it says of itself.
final class CsvRows implements Rows {
    private static final int BUFFER = 1 << 16;

    private final MessageDigest sha256 = sha256();
    private final Writer text;
    private final SpreadsheetCsv csv;
    private @Nullable String digest;

    CsvRows(OutputStream target, List<String> columns) throws IOException {
        var digested = new DigestOutputStream(target, sha256);
        text = new BufferedWriter(new OutputStreamWriter(digested, StandardCharsets.UTF_8), BUFFER);
        csv = new SpreadsheetCsv(text, columns);
    }

    @Override
    public void row(List<? extends @Nullable Object> cells) {
        csv.row(cells);
    }

    @Override
    public String digest() throws IOException {
        if (digest == null) {
            csv.flush();
            digest = HexFormat.of().formatHex(sha256.digest());
        }
        return digest;
    }

    @Override
    public void end(About about) throws IOException {
        csv.flush();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
