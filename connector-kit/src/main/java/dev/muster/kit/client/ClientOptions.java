package dev.muster.kit.client;

import dev.muster.kit.answer.Bounds;
import dev.muster.kit.transport.Route;

/// What the operator of a server decides about every request to a service, whatever it asks.
///
/// @param manners how the service is treated
/// @param bounds  how much and how long is read at most
/// @param time    the clock, and how waiting is done
/// @param watcher hears of every request
/// @param route   the way there
public record ClientOptions(Manners manners, Bounds bounds, Time time, RequestWatcher watcher, Route route) {

    public ClientOptions withManners(Manners other) {
        return new ClientOptions(other, bounds, time, watcher, route);
    }
}
