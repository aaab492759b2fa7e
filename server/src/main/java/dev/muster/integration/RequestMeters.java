package dev.muster.integration;

import dev.muster.kit.client.RequestWatcher;

/// Counts what connectors send, for whoever watches the server.
public interface RequestMeters {

    /// The counter of one application's requests, known from now on.
    ///
    /// @param id   of its connector, for the name of the counter
    /// @param name as its own pages spell it
    RequestWatcher of(String id, String name);
}
