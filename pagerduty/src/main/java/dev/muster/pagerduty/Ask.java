package dev.muster.pagerduty;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// One thing to ask PagerDuty.
///
/// @param path path and query below the API host
/// @param what what is read, for messages: `users`, `the members of team PT1`
record Ask(String path, String what) {

    /// An id of PagerDuty's as one segment of a path, whatever it holds.
    static String segment(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
