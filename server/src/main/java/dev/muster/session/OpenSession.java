package dev.muster.session;

import java.time.Instant;

/// A session of a user, for whoever looks at where they are signed in.
///
/// @param name    tells it from the user's others; no browser can send it
/// @param browser `Firefox on Windows`
/// @param address network address it began from
public record OpenSession(String name, String browser, String address, Instant began, Instant lastUsed) {}
