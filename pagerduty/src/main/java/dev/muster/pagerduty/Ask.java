package dev.muster.pagerduty;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// One thing to ask PagerDuty.
///
/// @param path     path and query below the API host
/// @param what     what is read, for messages: `users`, `the members of team PT1`
/// @param inSeries whether only its answer tells what to ask next, so that its list waits for it
record Ask(String path, String what, boolean inSeries) {

    /// The endpoints with a rate limit of their own.
    private static final List<String> OWN_LIMIT = List.of("/oncalls");

    /// One of many that can be asked at the same time.
    Ask(String path, String what) {
        this(path, what, false);
    }

    /// The rate limit this counts against: the endpoint that has its own, empty for the one that all others share.
    String bucket() {
        return OWN_LIMIT.stream()
                .filter(own -> path.equals(own) || path.startsWith(own + "?"))
                .findFirst()
                .orElse("");
    }

    /// An id of PagerDuty's as one segment of a path, whatever it holds.
    static String segment(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
