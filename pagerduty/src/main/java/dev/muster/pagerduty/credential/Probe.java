package dev.muster.pagerduty.credential;

import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import dev.muster.kit.answer.Allowed;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.client.Ask;
import dev.muster.kit.client.Meter;
import dev.muster.kit.transport.ReadFailed;
import dev.muster.pagerduty.api.BaseRole;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds out with a few requests, and nothing but reading, what a credential is and which account it opens.
public final class Probe {
    private static final Ask ABILITIES = new Ask("/abilities", "the abilities of the account");
    private static final Ask ME = new Ask("/users/me", "the owner of the token");
    private static final Allowed MY_FIELDS =
            Allowed.of("user.id", "user.name", "user.email", "user.role", "user.html_url");

    private final Session session;
    private final Meter meter;

    public Probe(Session session, Meter meter) {
        this.session = session;
        this.meter = meter;
    }

    /// What a probe found.
    ///
    /// @param web       host of the account's web pages, `acme.pagerduty.com`; none when nothing told it yet
    /// @param abilities what the plan includes; none when they could not be read
    public record Found(KeyKind kind, @Nullable String web, Abilities abilities) {
        /// Whether some answer could only have been PagerDuty's.
        public boolean isSurelyPagerDuty() {
            boolean named = abilities instanceof Abilities.Told(List<String> names) && !names.isEmpty();
            return named || kind instanceof KeyKind.UserKey || kind instanceof KeyKind.AccountKey;
        }
    }

    /// What the plan includes, which only labels: nothing that is read depends on it.
    public sealed interface Abilities {
        record Told(List<String> names) implements Abilities {}

        record Untold(Problem why) implements Abilities {}
    }

    /// The cheapest request there is shows whether the credential is good. For a token the next one shows whose it
    /// is; of an app that is known, and an app is no user who could be asked for.
    ///
    /// @throws ReadFailed when the credential is refused, or nothing that could be PagerDuty answers
    public Found found() throws ReadFailed, InterruptedException {
        Abilities abilities = abilities();
        return switch (session.authorization()) {
            case AppToken app -> ofApp(app, abilities);
            case AccessToken token -> ofToken(abilities);
        };
    }

    /// The host of the account's web pages, as records of users tell it in `html_url`.
    public static Optional<String> web(List<Fields> users) {
        return users.stream()
                .flatMap(user -> user.text("html_url").flatMap(Probe::hostOf).stream())
                .findFirst();
    }

    /// A credential that is not shown the abilities may still be a good one.
    private Abilities abilities() throws ReadFailed, InterruptedException {
        try {
            return new Abilities.Told(session.api()
                    .get(ABILITIES, meter, json -> Fields.read(json, Allowed.of("abilities")))
                    .texts("abilities"));
        } catch (ReadFailed failure) {
            if (failure.isForeign() && failure.problem().cause() != Cause.CREDENTIAL_REFUSED) {
                throw session.foreign(failure);
            }
            return switch (failure.problem().cause()) {
                case CREDENTIAL_REFUSED, UNREACHABLE, FOREIGN_ANSWER, RATE_LIMITED -> throw failure;
                case NOT_PERMITTED,
                        NOT_IN_PLAN,
                        NOT_SHOWN,
                        FAILING,
                        MALFORMED_ANSWER,
                        NOT_WHOLE,
                        DEPENDENCY,
                        CANCELLED -> new Abilities.Untold(failure.problem());
            };
        }
    }

    private Found ofApp(AppToken app, Abilities abilities) throws ReadFailed, InterruptedException {
        Set<String> granted = app.scopes(meter);
        String web = session.host().web(app.app().subdomain());
        return new Found(new KeyKind.ScopedApp(granted, app.wanted()), web, abilities);
    }

    private Found ofToken(Abilities abilities) throws ReadFailed, InterruptedException {
        try {
            Fields me = session.api().get(ME, meter, json -> Fields.read(json, MY_FIELDS));
            String web = me.text("user.html_url").flatMap(Probe::hostOf).orElse(null);
            return new Found(userKey(me), web, abilities);
        } catch (ReadFailed refused) {
            return new Found(keyWithoutUser(refused), null, abilities);
        }
    }

    private static KeyKind userKey(Fields me) {
        String name = me.text("user.name").or(() -> me.text("user.id")).orElse("an unnamed user");
        String role = me.text("user.role").orElse(BaseRole.NONE);
        return new KeyKind.UserKey(
                name, role, ServiceAccounts.kind(name, me.text("user.email").orElse("")));
    }

    /// PagerDuty answers 400 to an account key, with a text that says so.
    private static KeyKind keyWithoutUser(ReadFailed refused) throws ReadFailed {
        if (refused.status() == 400 && mentionsAccount(refused)) {
            return new KeyKind.AccountKey();
        }
        if (List.of(400, 403, 404).contains(refused.status())) {
            return new KeyKind.ScopedToken();
        }
        if (refused.problem().cause() == Cause.CREDENTIAL_REFUSED) {
            throw refused;
        }
        return new KeyKind.Untold(refused.problem());
    }

    private static boolean mentionsAccount(ReadFailed refused) {
        return refused.theirWords().toLowerCase(Locale.ROOT).contains("account");
    }

    private static Optional<String> hostOf(String address) {
        try {
            return Optional.ofNullable(URI.create(address.strip()).getHost());
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
