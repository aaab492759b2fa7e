package dev.muster.pagerduty;

import dev.muster.kit.answer.Bounds;
import dev.muster.kit.client.ClientOptions;
import dev.muster.kit.client.Manners;
import dev.muster.kit.client.RequestWatcher;
import dev.muster.kit.client.Time;
import dev.muster.kit.transport.Route;
import dev.muster.pagerduty.api.Hosts;
import java.net.URI;
import java.util.List;

/// What the operator of a server decides about every PagerDuty integration on it.
///
/// @param hosts   API addresses an integration may use
/// @param manners how PagerDuty is treated
/// @param bounds  how much and how long is read at most
/// @param time    the clock, and how waiting is done
/// @param watcher hears of every request
/// @param route   the way there
public record PagerDutyOptions(
        Hosts hosts, Manners manners, Bounds bounds, Time time, RequestWatcher watcher, Route route) {

    /// The two regions, four fifths of the rate limit, four requests in flight.
    public static PagerDutyOptions defaults() {
        return new PagerDutyOptions(
                Hosts.REGIONS, Manners.DEFAULT, Bounds.DEFAULT, Time.REAL, RequestWatcher.NONE, Route.DIRECT);
    }

    /// @param addresses what `MUSTER_PAGERDUTY_HOSTS` lists, each `https://host:port`
    public PagerDutyOptions withAllowedHosts(List<URI> addresses) {
        return withHosts(new Hosts(hosts.us(), hosts.eu(), addresses, hosts.identity(), hosts.allowedIdentity()));
    }

    /// @param address what `MUSTER_PAGERDUTY_IDENTITY` says, `https://host:port`
    public PagerDutyOptions withAllowedIdentity(URI address) {
        return withHosts(new Hosts(hosts.us(), hosts.eu(), hosts.allowed(), hosts.identity(), address));
    }

    /// All but the addresses.
    public ClientOptions client() {
        return new ClientOptions(manners, bounds, time, watcher, route);
    }

    public PagerDutyOptions withHosts(Hosts other) {
        return new PagerDutyOptions(other, manners, bounds, time, watcher, route);
    }

    public PagerDutyOptions withManners(Manners other) {
        return new PagerDutyOptions(hosts, other, bounds, time, watcher, route);
    }

    public PagerDutyOptions withBounds(Bounds other) {
        return new PagerDutyOptions(hosts, manners, other, time, watcher, route);
    }

    public PagerDutyOptions withTime(Time other) {
        return new PagerDutyOptions(hosts, manners, bounds, other, watcher, route);
    }

    public PagerDutyOptions withWatcher(RequestWatcher other) {
        return new PagerDutyOptions(hosts, manners, bounds, time, other, route);
    }

    public PagerDutyOptions withRoute(Route other) {
        return new PagerDutyOptions(hosts, manners, bounds, time, watcher, other);
    }
}
