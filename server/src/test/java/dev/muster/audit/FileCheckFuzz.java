package dev.muster.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.secret.VerifyingKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;

/// Files of the record, checked with the key that they name themselves, as a forger would have it.
public final class FileCheckFuzz {
    private FileCheckFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        String text = new String(input, UTF_8);
        List<String> lines = text.lines().toList();
        VerifyingKey key = lines.isEmpty() ? null : FileCheck.namedIn(lines.getLast());
        if (key != null) {
            FileCheck.of(new BufferedReader(new StringReader(text)), key);
        }
    }
}
