package dev.muster.kit.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// One thing to ask.
///
/// @param path     path and query below the API host
/// @param what     what is read, for messages: `users`, `the members of team 7`
/// @param inSeries whether only its answer tells what to ask next, so that its list waits for it
public record Ask(String path, String what, boolean inSeries) {

    /// One of many that can be asked at the same time.
    public Ask(String path, String what) {
        this(path, what, false);
    }

    /// An id as one segment of a path, whatever it holds.
    public static String segment(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
