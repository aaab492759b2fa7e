package dev.muster.simulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A PagerDuty account that answers on loopback until it is closed. Safe for many threads.
///
/// ```java
/// try (var pagerduty = PagerDutySimulator.start(SimulatedAccount.of(60, 6, 1), Options.defaults())) {
///     pagerduty.faults().on("/users").nth(2).answer(new Fault.Status(503));
///     read(pagerduty.uri(), pagerduty.token());
///     assertThat(pagerduty.requests().countOf("/users")).isEqualTo(4);
/// }
/// ```
public final class PagerDutySimulator implements AutoCloseable {

    // The JDK's server writes header and body apart; with Nagle's algorithm every other answer then waits 40 ms for an
    // acknowledgement. It reads this switch once, when its classes load.
    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /// @param port              0 for any that is free
    /// @param latency           pause before every answer
    /// @param requestsPerMinute requests a key may send in a minute; those above get 429
    /// @param region            whose keys are known and whose addresses references name
    public record Options(int port, Duration latency, int requestsPerMinute, Region region) {
        public Options {
            if (requestsPerMinute < 1 || latency.isNegative()) {
                throw new IllegalArgumentException(
                        "A simulator allows at least 1 request a minute and waits 0 or more, not %d and %s"
                                .formatted(requestsPerMinute, latency));
            }
        }

        /// Any port, no latency, 960 requests a minute as PagerDuty allows, region US.
        public static Options defaults() {
            return new Options(0, Duration.ZERO, 960, Region.US);
        }

        public Options withPort(int other) {
            return new Options(other, latency, requestsPerMinute, region);
        }

        public Options withLatency(Duration other) {
            return new Options(port, other, requestsPerMinute, region);
        }

        public Options withRequestsPerMinute(int other) {
            return new Options(port, latency, other, region);
        }

        public Options withRegion(Region other) {
            return new Options(port, latency, requestsPerMinute, other);
        }
    }

    private final SimulatedAccount account;
    private final Keys keys;
    private final RequestLog requests = new RequestLog();
    private final Faults faults = new Faults();
    private final HttpServer server;
    private final ExecutorService visits = Executors.newVirtualThreadPerTaskExecutor();

    private PagerDutySimulator(SimulatedAccount account, Options options, InstantSource clock) throws IOException {
        this.account = account;
        this.keys = new Keys(account, options.region());
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), options.port()), 0);
        var limits = new RateLimits(options.requestsPerMinute(), clock);
        server.createContext("/", new Desk(account, options, keys, limits, faults, requests));
        server.setExecutor(visits);
        server.start();
    }

    /// Answers from now on.
    ///
    /// @throws UncheckedIOException when the port is taken
    public static PagerDutySimulator start(SimulatedAccount account, Options options) {
        return start(account, options, Clock.systemUTC());
    }

    static PagerDutySimulator start(SimulatedAccount account, Options options, InstantSource clock) {
        try {
            return new PagerDutySimulator(account, options, clock);
        } catch (IOException cause) {
            throw new UncheckedIOException(
                    "PagerDuty cannot be simulated on 127.0.0.1:%d (%s). Stop what uses the port or choose another"
                            .formatted(options.port(), cause.getMessage()),
                    cause);
        }
    }

    /// `http://127.0.0.1:PORT`
    public URI uri() {
        return URI.create("http://127.0.0.1:%d".formatted(server.getAddress().getPort()));
    }

    /// The read-only account key, 20 characters. The same seed and region give the same key.
    public String token() {
        return keys.accountKey();
    }

    /// A key of this user that sees what he sees.
    ///
    /// @throws NoSuchElementException when the account has no such user
    public String userToken(String userId) {
        return keys.userKey(userId);
    }

    /// What it answers from. May be changed at any time.
    public SimulatedAccount account() {
        return account;
    }

    public RequestLog requests() {
        return requests;
    }

    public Faults faults() {
        return faults;
    }

    /// Ends every request in hand, those that wait at a gate too.
    @Override
    public void close() {
        faults.clear();
        server.stop(0);
        visits.shutdownNow();
    }
}
