package dev.muster.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.session.SecretCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/// The passwords that are tried first, in any case of their letters: a filter of 64 bits for each, read when the first
/// password is chosen.
final class CommonPasswords {
    private static final String LIST = "common-passwords.txt";

    private CommonPasswords() {}

    /// Read once.
    private static final class Filter {
        static final long[] PRINTS = read();
    }

    /// Whether a password is one of them.
    static boolean contain(String password) {
        return Arrays.binarySearch(Filter.PRINTS, print(password)) >= 0;
    }

    /// How many there are.
    static int count() {
        return Filter.PRINTS.length;
    }

    private static long[] read() {
        InputStream list = Objects.requireNonNull(CommonPasswords.class.getResourceAsStream(LIST), LIST);
        try (var lines = new BufferedReader(new InputStreamReader(list, UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank())
                    .mapToLong(CommonPasswords::print)
                    .sorted()
                    .distinct()
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long print(String password) {
        return ByteBuffer.wrap(SecretCode.hash(password.toLowerCase(Locale.ROOT)))
                .getLong();
    }
}
