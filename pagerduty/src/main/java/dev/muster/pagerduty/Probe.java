package dev.muster.pagerduty;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/// Finds out with a few requests, and nothing but reading, what a token is and which account it opens.
final class Probe {
    private static final Ask ABILITIES = new Ask("/abilities", "the abilities of the account");
    private static final Ask ME = new Ask("/users/me", "the owner of the token");
    private static final Ask FIRST_USER = new Ask("/users?limit=1&offset=0", "users");
    private static final Set<String> MY_FIELDS = Set.of("user.id", "user.name", "user.role", "user.html_url");

    private final Api api;
    private final Meter meter;

    Probe(Api api, Meter meter) {
        this.api = api;
        this.meter = meter;
    }

    /// What a probe found.
    ///
    /// @param subdomain host of the account's web pages, `acme.pagerduty.com`; none when no record told it yet
    record Found(KeyKind kind, @Nullable String subdomain) {}

    /// The cheapest request there is shows whether the token is good; the next one shows whose it is.
    Found whoseToken() throws ReadFailed, InterruptedException {
        requireGoodToken();
        try {
            Fields me = api.get(ME, meter, json -> Fields.read(json, MY_FIELDS));
            return new Found(
                    userKey(me), me.text("user.html_url").flatMap(Probe::hostOf).orElse(null));
        } catch (ReadFailed refused) {
            return new Found(keyWithoutUser(refused), null);
        }
    }

    /// The account's web address, told by any user's.
    Optional<String> subdomainOfFirstUser() throws ReadFailed, InterruptedException {
        Page page = api.get(FIRST_USER, meter, json -> Page.read(json, "users", Set.of("html_url")));
        return subdomain(page);
    }

    static Optional<String> subdomain(Page users) {
        return users.rows().stream()
                .flatMap(user -> user.text("html_url").flatMap(Probe::hostOf).stream())
                .findFirst();
    }

    /// A token that may not read the abilities is still a good one.
    private void requireGoodToken() throws ReadFailed, InterruptedException {
        try {
            api.get(ABILITIES, meter, Probe::skip);
        } catch (ReadFailed refused) {
            if (refused.status() != 403) {
                throw refused;
            }
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

    private static Fields skip(JsonParser json) {
        return Fields.read(json, Set.of());
    }

    private static Optional<String> hostOf(String address) {
        try {
            return Optional.ofNullable(URI.create(address.strip()).getHost());
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
