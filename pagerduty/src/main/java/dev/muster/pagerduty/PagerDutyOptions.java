package dev.muster.pagerduty;

import dev.muster.kit.answer.Bounds;
import dev.muster.kit.client.ClientOptions;
import dev.muster.kit.client.Manners;
import dev.muster.kit.client.RequestWatcher;
import dev.muster.kit.client.Time;
import dev.muster.kit.transport.Loopback;
import dev.muster.kit.transport.Route;
import java.net.URI;
import java.util.List;
import java.util.Locale;

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
    ClientOptions client() {
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

    /// API addresses an integration may use: those of the two regions, and those the operator allows besides.
    ///
    /// @param allowed         further addresses, loopback included; usually none
    /// @param identity        where OAuth apps of the two regions get their tokens
    /// @param allowedIdentity where those of the further addresses do; the client secret goes there
    public record Hosts(URI us, URI eu, List<URI> allowed, URI identity, URI allowedIdentity) {
        private static final URI IDENTITY = URI.create("https://identity.pagerduty.com");

        public static final Hosts REGIONS = new Hosts(
                URI.create("https://api.pagerduty.com"), URI.create("https://api.eu.pagerduty.com"), List.of());

        /// With PagerDuty's own identity host for all of them.
        public Hosts(URI us, URI eu, List<URI> allowed) {
            this(us, eu, allowed, IDENTITY, IDENTITY);
        }

        public Hosts {
            requireAddress(us);
            requireAddress(eu);
            requireAddress(identity);
            requireAddress(allowedIdentity);
            allowed = List.copyOf(allowed);
            allowed.forEach(Hosts::requireAddress);
        }

        private static void requireAddress(URI address) {
            if (!isPlainAddress(address)) {
                throw new IllegalArgumentException(
                        "'%s' is not an address Muster can use for PagerDuty. Write https://host:port without a path; http is for this machine alone"
                                .formatted(address));
            }
        }

        /// A token must never cross a network in the clear.
        private static boolean isSafe(String scheme, String host) {
            return scheme.equals("https") || (scheme.equals("http") && Loopback.is(host));
        }

        private static boolean isPlainAddress(URI address) {
            String scheme = address.getScheme();
            return scheme != null
                    && address.getHost() != null
                    && isSafe(scheme.toLowerCase(Locale.ROOT), address.getHost())
                    && address.getRawUserInfo() == null
                    && List.of("", "/").contains(address.getRawPath())
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null;
        }
    }
}
