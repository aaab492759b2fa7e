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

/// The 100,000 passwords that are tried first, in any case of their letters: a filter of 64 bits for each, read when
/// the first password is chosen. The list comes with [nbvcxz](https://github.com/GoSimpleLLC/nbvcxz).
final class CommonPasswords {
    private static final int MOST_AROUND = 3;
    private static final String LIST = "passwords.txt";

    private CommonPasswords() {}

    /// Read once.
    private static final class Filter {
        static final long[] PRINTS = read();
    }

    /// Whether a password is one of them, but for a few characters before or after it: `password1234`.
    static boolean contain(String password) {
        for (int before = 0; before <= MOST_AROUND; before++) {
            for (int after = 0; before + after <= MOST_AROUND; after++) {
                if (isOne(password.substring(before, password.length() - after))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isOne(String password) {
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
