package dev.muster.request;

import jakarta.servlet.ServletRequest;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// Names one request, easy to read out: in the header `X-Request-Id` of its answer, in the log, and as the reference on
/// the page when it failed. Always our own: what a caller sends under that name would let anybody choose what the log
/// says.
public final class RequestId {
    /// Header of every answer.
    public static final String HEADER = "X-Request-Id";

    static final String ATTRIBUTE = RequestId.class.getName();

    /// Without letters that are mistaken for digits.
    private static final char[] LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

    private static final int GROUPS = 3;
    private static final int LETTERS_OF_A_GROUP = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RequestId() {}

    /// The id of this request: `7K2M-Q4VD-93TX`.
    public static String of(ServletRequest request) {
        Object given = request.getAttribute(ATTRIBUTE);
        return given instanceof String id ? id : next();
    }

    /// The id of the request that this thread works for; none on other threads.
    public static @Nullable String current() {
        return MDC.get(LogContext.REQUEST);
    }

    static String next() {
        var id = new StringBuilder();
        for (int group = 0; group < GROUPS; group++) {
            id.append(group == 0 ? "" : "-");
            RANDOM.ints(LETTERS_OF_A_GROUP, 0, LETTERS.length).forEach(letter -> id.append(LETTERS[letter]));
        }
        return id.toString();
    }
}
