package dev.muster.table;

import dev.muster.table.BadFile.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// How the text of a file is written. Nothing is guessed: UTF-16 says so by its first bytes, and everything else has to
/// be UTF-8 to the last byte, because a wrong guess spoils names without anybody noticing.
enum TextEncoding {
    UTF_8("UTF-8", StandardCharsets.UTF_8, 0),
    UTF_8_MARKED("UTF-8", StandardCharsets.UTF_8, 3),
    UTF_16_LITTLE("UTF-16", StandardCharsets.UTF_16LE, 2),
    UTF_16_BIG("UTF-16", StandardCharsets.UTF_16BE, 2);

    private static final int LOOKED_AT = 8_192;

    private final String title;
    private final Charset charset;
    private final int mark;

    TextEncoding(String title, Charset charset, int mark) {
        this.title = title;
        this.charset = charset;
        this.mark = mark;
    }

    String title() {
        return title;
    }

    static TextEncoding of(Path file) throws IOException {
        byte[] first;
        try (InputStream in = Files.newInputStream(file)) {
            first = in.readNBytes(LOOKED_AT);
        }
        if (first.length >= 3 && at(first, 0) == 0xef && at(first, 1) == 0xbb && at(first, 2) == 0xbf) {
            return UTF_8_MARKED;
        }
        if (first.length >= 2 && at(first, 0) == 0xff && at(first, 1) == 0xfe) {
            return UTF_16_LITTLE;
        }
        if (first.length >= 2 && at(first, 0) == 0xfe && at(first, 1) == 0xff) {
            return UTF_16_BIG;
        }
        for (byte one : first) {
            if (one == 0) {
                throw new BadFile(
                        Kind.UNREADABLE,
                        "This is neither a CSV nor an XLSX file. Save the table as one of the two and send that.");
            }
        }
        return UTF_8;
    }

    Reader reader(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            in.skipNBytes(mark);
        } catch (IOException broken) {
            in.close();
            throw broken;
        }
        return new BufferedReader(
                new InputStreamReader(
                        in,
                        charset.newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                1 << 16);
    }

    /// @param row the last that could be read
    BadFile wrongAfter(long row) {
        return new BadFile(
                Kind.UNREADABLE,
                String.format(
                        Locale.ENGLISH,
                        "The file is not %s: something in or soon after row %,d cannot be read. In Excel choose Save As, CSV UTF-8; elsewhere choose the encoding UTF-8.",
                        title,
                        row + 1));
    }

    private static int at(byte[] bytes, int index) {
        return bytes[index] & 0xff;
    }
}
