package dev.muster.edge;

import java.time.Duration;

/// What one client may ask of the server at once. None of these is a setting: who needs more has another problem.
///
/// @param body           bytes of a request's body
/// @param values         parameters of an address or form, and fields or elements in JSON
/// @param depth          objects and lists inside each other in JSON
/// @param header         bytes of a request's first line and headers
/// @param headerTime     from the first byte of a request to the end of its headers, and from connecting to that byte
/// @param idleTime       between two requests on one connection
/// @param bodyTime       for a whole body to arrive
/// @param bodiesOfClient bodies one client address may have on their way, each of which holds a thread
/// @param bodies         the same for all clients
/// @param ofClient       connections of one client, named proxies excepted: an IPv4 address or an IPv6 /64 network
/// @param connections    connections of all clients
/// @param waiting        connections that the system holds for us until they are accepted; what does not fit there is
///                       tried again by its client a second later, which a flood must not do to everybody else
record Limits(
        int body,
        int values,
        int depth,
        int header,
        Duration headerTime,
        Duration idleTime,
        Duration bodyTime,
        int bodiesOfClient,
        int bodies,
        int ofClient,
        int connections,
        int waiting) {

    static final Limits USUAL = new Limits(
            1_000_000,
            1_000,
            64,
            16_384,
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            8,
            24,
            200,
            2_000,
            1_024);
}
