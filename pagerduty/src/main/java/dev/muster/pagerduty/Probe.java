package dev.muster.pagerduty;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds out with a few requests, and nothing but reading, what a credential is and which account it opens.
final class Probe {
    private static final Ask ABILITIES = new Ask("/abilities", "the abilities of the account");
    private static final Ask ME = new Ask("/users/me", "the owner of the token");
    private static final Allowed MY_FIELDS = Allowed.of("user.id", "user.name", "user.role", "user.html_url");

    private final Session session;
    private final Meter meter;

    Probe(Session session, Meter meter) {
        this.session = session;
        this.meter = meter;
    }

    /// What a probe found.
    ///
    /// @param web       host of the account's web pages, `acme.pagerduty.com`; none when nothing told it yet
    /// @param abilities what the plan includes; empty when the credential may not see it
    record Found(KeyKind kind, @Nullable String web, List<String> abilities) {}

    /// The cheapest request there is shows whether the credential is good. For a token the next one shows whose it is;
    /// of an app that is known, and an app is no user who could be asked for.
    Found found() throws ReadFailed, InterruptedException {
        List<String> abilities = abilities();
        return switch (session.authorization()) {
            case AppToken app -> ofApp(app, abilities);
            case AccessToken token -> ofToken(abilities);
        };
    }

    /// The host of the account's web pages, as records of users tell it in `html_url`.
    static Optional<String> web(List<Fields> users) {
        return users.stream()
                .flatMap(user -> user.text("html_url").flatMap(Probe::hostOf).stream())
                .findFirst();
    }

    /// A credential that may not read the abilities is still a good one.
    private List<String> abilities() throws ReadFailed, InterruptedException {
        try {
            return session.api()
                    .get(ABILITIES, meter, json -> Fields.read(json, Allowed.of("abilities")))
                    .texts("abilities");
        } catch (ReadFailed refused) {
            if (refused.status() == 403) {
                return List.of();
            }
            throw refused;
        }
    }

    private Found ofApp(AppToken app, List<String> abilities) throws ReadFailed, InterruptedException {
        Set<String> granted = app.scopes(meter);
        String web = session.host().web(app.app().subdomain());
        return new Found(new KeyKind.ScopedApp(granted, app.wanted()), web, abilities);
    }

    private Found ofToken(List<String> abilities) throws ReadFailed, InterruptedException {
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
        return new KeyKind.UserKey(name, me.text("user.role").orElse(UsersFeed.NO_ROLE));
    }

    /// PagerDuty answers 400 to an account key, with a text that says so.
    private static KeyKind keyWithoutUser(ReadFailed refused) throws ReadFailed {
        if (refused.status() == 400 && mentionsAccount(refused)) {
            return new KeyKind.AccountKey();
        }
        if (List.of(400, 403, 404).contains(refused.status())) {
            return new KeyKind.ScopedToken();
        }
        throw refused;
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
