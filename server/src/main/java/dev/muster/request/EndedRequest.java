package dev.muster.request;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A request that was answered.
///
/// @param id      as in the header of the answer
/// @param address network address it came from
/// @param user    id of whom it was for; none where that is not known
/// @param method  `GET`
/// @param path    as it was sent, without the query: that may hold the code of a link
/// @param route   pattern of the controller that took it, `/t/{tenant}/integrations`; none when none did
/// @param bytes   of the answer's body, as they went over the wire
public record EndedRequest(
        String id,
        String address,
        @Nullable String user,
        String method,
        String path,
        @Nullable String route,
        int status,
        long bytes,
        Duration took) {}
