package dev.muster.pagerduty.credential;

import dev.muster.connector.Secret;
import dev.muster.kit.client.Meter;
import dev.muster.kit.transport.ReadFailed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The token of a scoped OAuth app: asked for when it is needed first, and again before it ends. Many threads may use
/// it; one asks, and the others wait for what it gets.
final class AppToken implements Credential {
    /// A request may wait for minutes after it got its header, so a token is replaced this long before its end.
    private static final Duration MARGIN = Duration.ofMinutes(5);

    /// Tokens that live shorter than the margin are replaced when this part of their life is left.
    private static final int SHORT_LIFE_PARTS = 10;

    private final OAuthApp app;
    private final Set<String> wanted;
    private final IdentityHost identity;
    private final InstantSource clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Held held;

    /// @param wanted scopes that are asked for
    AppToken(OAuthApp app, Set<String> wanted, IdentityHost identity, InstantSource clock) {
        this.app = app;
        this.wanted = Set.copyOf(wanted);
        this.identity = identity;
        this.clock = clock;
    }

    /// What the identity host gave.
    ///
    /// @param scopes what the app may read, as PagerDuty names it
    /// @param life   from now on
    record Granted(Secret token, Set<String> scopes, Duration life) {}

    /// @param renewal from when on a new one is asked for
    private record Held(Secret token, Set<String> scopes, Instant renewal) {}

    @Override
    public String header(Meter meter) throws ReadFailed, InterruptedException {
        return "Bearer " + current(meter).token().expose();
    }

    /// Those of the wanted scopes that PagerDuty grants the app.
    Set<String> scopes(Meter meter) throws ReadFailed, InterruptedException {
        return current(meter).scopes();
    }

    /// Scopes that are asked for.
    Set<String> wanted() {
        return wanted;
    }

    OAuthApp app() {
        return app;
    }

    private Held current(Meter meter) throws ReadFailed, InterruptedException {
        asking.lockInterruptibly();
        try {
            Held now = held;
            if (now == null || !clock.instant().isBefore(now.renewal())) {
                now = ask(meter);
                held = now;
            }
            return now;
        } finally {
            asking.unlock();
        }
    }

    private Held ask(Meter meter) throws ReadFailed, InterruptedException {
        Instant asked = clock.instant();
        Granted granted = identity.grant(meter);
        return new Held(granted.token(), granted.scopes(), asked.plus(untilRenewal(granted.life())));
    }

    private static Duration untilRenewal(Duration life) {
        Duration part = life.dividedBy(SHORT_LIFE_PARTS);
        return life.minus(part.compareTo(MARGIN) < 0 ? part : MARGIN);
    }

    @Override
    public String fingerprint() {
        return app.clientSecret().fingerprint();
    }

    @Override
    public String blackOutIn(String words) {
        String without = app.blackOutIn(words);
        Held now = held;
        return now == null ? without : without.replace(now.token().expose(), "(secret)");
    }

    @Override
    public String words() {
        return "OAuth app's token";
    }

    @Override
    public String afterRefusal() {
        return "Check at PagerDuty that the app still exists, and the region under Configure";
    }

    @Override
    public String afterDenial() {
        return "Give the app the scope for it at PagerDuty";
    }

    @Override
    public String toString() {
        return "AppToken of " + app;
    }
}
