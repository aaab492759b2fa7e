package dev.muster.edge;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The addresses that take a file. Its body goes by the gate unread: it is read bit by bit, within bounds of its own,
/// once it is known who sends it.
final class FilesTaken {
    /// Bytes, what surrounds the file in a form included.
    static final long LARGEST = 129_000_000;

    private static final Pattern BY_PAGE = Pattern.compile(".*/t/[^/]+/integrations/[^/]+/upload");
    private static final Pattern BY_CALL = Pattern.compile(".*/api/v1/tenants/[^/]+/integrations/[^/]+/upload");

    private FilesTaken() {}

    /// Forms without a file are forms like any other here too.
    static boolean here(String method, String path, @Nullable String contentType) {
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        boolean multipart = type.startsWith("multipart/");
        if (method.equals("POST") && multipart) {
            return BY_PAGE.matcher(path).matches();
        }
        return method.equals("PUT")
                && !multipart
                && !type.startsWith("application/x-www-form-urlencoded")
                && BY_CALL.matcher(path).matches();
    }
}
