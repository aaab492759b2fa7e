package dev.muster.simulator;

import com.sun.net.httpserver.HttpServer;
import dev.muster.simulator.account.Region;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Faults;
import dev.muster.simulator.http.IdentityServer;
import dev.muster.simulator.http.RequestLog;
import dev.muster.simulator.http.VisitThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;

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

    // The JDK's server writes header and body apart; with Nagle's algorithm every other answer then waits 40 ms for
    // an acknowledgement. It reads this switch once, when its classes load.
    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    static final int REQUESTS_PER_MINUTE = 960;

    /// @param port    0 for any that is free
    /// @param latency pause before every answer
    /// @param limits  requests a key may send
    /// @param region  whose keys are known and whose addresses references name
    /// @param app     what the OAuth app gets
    public record Options(int port, Duration latency, Limits limits, Region region, App app) {
        /// More requests than anybody sends in a minute.
        public static final int NO_LIMIT = 10_000_000;

        public Options {
            if (latency.isNegative()) {
                throw new IllegalArgumentException("A simulator waits 0 or more, not %s".formatted(latency));
            }
        }

        /// Any port, no latency, region US; as PagerDuty has it 960 requests a minute and 125 to `/oncalls`,
        /// and tokens for a day with every reading scope.
        public static Options defaults() {
            return new Options(
                    0,
                    Duration.ZERO,
                    new Limits(REQUESTS_PER_MINUTE, 125),
                    Region.US,
                    new App(OAuthApp.READING_SCOPES, Duration.ofDays(1)));
        }

        public Options withPort(int other) {
            return new Options(other, latency, limits, region, app);
        }

        public Options withLatency(Duration other) {
            return new Options(port, other, limits, region, app);
        }

        /// @param other [#NO_LIMIT] lifts the limit of `/oncalls` too
        public Options withRequestsPerMinute(int other) {
            int onCalls = other == NO_LIMIT ? NO_LIMIT : limits.onCallsPerMinute();
            return new Options(port, latency, new Limits(other, onCalls), region, app);
        }

        public Options withOnCallsPerMinute(int other) {
            return new Options(port, latency, new Limits(limits.requestsPerMinute(), other), region, app);
        }

        public Options withRegion(Region other) {
            return new Options(port, latency, limits, other, app);
        }

        public Options withAppScopes(List<String> other) {
            return new Options(port, latency, limits, region, new App(other, app.tokenLife()));
        }

        public Options withTokenLife(Duration other) {
            return new Options(port, latency, limits, region, new App(app.scopes(), other));
        }
    }

    /// @param requestsPerMinute those above get 429
    /// @param onCallsPerMinute  the same for `/oncalls`, which is counted apart
    public record Limits(int requestsPerMinute, int onCallsPerMinute) {
        public Limits {
            if (Math.min(requestsPerMinute, onCallsPerMinute) < 1) {
                throw new IllegalArgumentException("A simulator allows at least 1 request a minute, not %d and %d"
                        .formatted(requestsPerMinute, onCallsPerMinute));
            }
        }
    }

    /// @param scopes    those the OAuth app may have
    /// @param tokenLife how long a token of the app works, in whole seconds
    public record App(List<String> scopes, Duration tokenLife) {
        public App {
            if (tokenLife.toSeconds() < 1) {
                throw new IllegalArgumentException("A token works for 1 s or more, not %s".formatted(tokenLife));
            }
            scopes = List.copyOf(scopes);
        }
    }

    private final SimulatedAccount account;
    private final Keys keys;
    private final OAuthApp app;
    private final RequestLog requests = new RequestLog();
    private final RequestLog identityRequests = new RequestLog();
    private final Faults faults = new Faults();
    private final Desk desk;
    private final HttpServer server;
    private final IdentityServer identity;
    private final ExecutorService visits = VisitThreads.pool();

    private PagerDutySimulator(SimulatedAccount account, Options options, InstantSource clock) throws IOException {
        this.account = account;
        this.app = new OAuthApp(account.seed(), options, clock);
        this.keys = new Keys(account, options.region(), app);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), options.port()), 0);
        account.present().follow(clock);
        var limits = new RateLimits(
                options.limits().requestsPerMinute(), options.limits().onCallsPerMinute(), clock);
        this.desk = new Desk(account, options, keys, limits, faults, requests);
        server.createContext("/", desk);
        server.setExecutor(visits);
        server.start();
        this.identity = new IdentityServer(new TokenDesk(app, options.latency(), faults, identityRequests), visits);
    }

    /// Answers from now on.
    ///
    /// @throws UncheckedIOException when the port is taken
    public static PagerDutySimulator start(SimulatedAccount account, Options options) {
        return start(account, options, Clock.systemUTC());
    }

    /// The same by a clock that a test sets: it tells when a minute is over, when a token ends and what is news in
    /// the audit trail.
    ///
    /// @throws UncheckedIOException when the port is taken
    public static PagerDutySimulator start(SimulatedAccount account, Options options, InstantSource clock) {
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

    /// Replaces the account key, as somebody would do at PagerDuty: the one before is refused from now on. The same
    /// seed and region give the same keys in the same order.
    ///
    /// @return the new one
    public String replaceToken() {
        return keys.replaceAccountKey();
    }

    /// Pauses so long before every answer of the API, instead of the latency it was started with.
    public void answerAfter(Duration pause) {
        desk.answerAfter(pause);
    }

    /// A key of this user that sees what he sees.
    ///
    /// @throws NoSuchElementException when the account has no such user
    public String userToken(String userId) {
        return keys.userKey(userId);
    }

    /// Where the OAuth app gets its tokens, `http://127.0.0.1:PORT`: another host than [#uri], as at PagerDuty.
    public URI identity() {
        return identity.uri();
    }

    /// Who the OAuth app says it is. The same seed and region give the same id and secret.
    public String clientId() {
        return app.clientId();
    }

    public String clientSecret() {
        return app.clientSecret();
    }

    /// Of the account the app belongs to: `acme`.
    public String subdomain() {
        return Region.SUBDOMAIN;
    }

    /// What it answers from. May be changed at any time.
    public SimulatedAccount account() {
        return account;
    }

    /// What the API was asked.
    public RequestLog requests() {
        return requests;
    }

    /// What the identity host was asked; `authorized` means a right client id and secret.
    public RequestLog identityRequests() {
        return identityRequests;
    }

    public Faults faults() {
        return faults;
    }

    /// Ends every request in hand, those that wait at a gate too. First of all it no longer listens, because a client
    /// that is cut off may ask once more by itself.
    @Override
    public void close() {
        server.stop(0);
        faults.clear();
        identity.close();
        visits.shutdownNow();
    }
}
