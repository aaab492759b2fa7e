package dev.muster.form;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// What the rows so far said, and which row said it first. Keeps 20 bytes for each: a million rows fit into little
/// memory.
final class Said {
    private static final int AT_FIRST = 1 << 10;

    private final MessageDigest digest;
    private long[] keys = new long[2 * AT_FIRST];
    private int[] rows = new int[AT_FIRST];
    private int size;

    Said() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    /// Which row said the same before; 0 when none did, and then this one is remembered.
    int before(int row, String... words) {
        ByteBuffer half = half(words);
        if (2L * (size + 1) > rows.length) {
            grow();
        }
        int place = place(keys, rows, half.getLong(0), half.getLong(8));
        if (rows[place] == 0) {
            keys[2 * place] = half.getLong(0);
            keys[2 * place + 1] = half.getLong(8);
            rows[place] = row;
            size++;
            return 0;
        }
        return rows[place];
    }

    /// Which row said the same; 0 when none did. Nothing is remembered.
    int row(String word) {
        ByteBuffer half = half(word);
        return rows[place(keys, rows, half.getLong(0), half.getLong(8))];
    }

    int size() {
        return size;
    }

    private ByteBuffer half(String... words) {
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
            digest.update(bytes);
        }
        return ByteBuffer.wrap(digest.digest());
    }

    private static int place(long[] keys, int[] rows, long high, long low) {
        int place = (int) (high & (rows.length - 1));
        while (rows[place] != 0 && (keys[2 * place] != high || keys[2 * place + 1] != low)) {
            place = (place + 1) & (rows.length - 1);
        }
        return place;
    }

    private void grow() {
        long[] olderKeys = keys;
        int[] olderRows = rows;
        keys = new long[2 * olderKeys.length];
        rows = new int[2 * olderRows.length];
        for (int i = 0; i < olderRows.length; i++) {
            if (olderRows[i] != 0) {
                int place = place(keys, rows, olderKeys[2 * i], olderKeys[2 * i + 1]);
                keys[2 * place] = olderKeys[2 * i];
                keys[2 * place + 1] = olderKeys[2 * i + 1];
                rows[place] = olderRows[i];
            }
        }
    }
}
