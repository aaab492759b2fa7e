package dev.muster.snapshot;

import dev.muster.connector.Configuration;
import dev.muster.connector.Credential;
import dev.muster.connector.Description;
import dev.muster.connector.Feed;
import dev.muster.connector.Secret;
import dev.muster.connector.Setting;
import dev.muster.pagerduty.PagerDuty;
import dev.muster.pagerduty.PagerDutyOptions;
import dev.muster.pagerduty.Route;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The options that a person gave, turned into answers to the connector's settings.
final class Wanted {
    private static final String REGION = "region";
    private static final String FEEDS = "feeds";
    private static final String ACCESS_TOKEN = "access_token";
    private static final String CLIENT_ID = "client_id";
    private static final String CLIENT_SECRET = "client_secret";
    private static final String SUBDOMAIN = "subdomain";
    private static final String CORE = "core";
    private static final Set<String> GROUPS = Set.of(CORE, "standard", "all");

    private final Map<String, String> choices = new HashMap<>();
    private final Map<String, Secret> secrets = new HashMap<>();
    private final PagerDuty connector;
    private Means means = Means.TOKEN;
    private String fingerprint = "";

    private Wanted(PagerDutyOptions options, String region) {
        this.connector = PagerDuty.with(options);
        choices.put(REGION, region);
    }

    /// @param address that may be read from
    static Wanted at(URI address, Route route) {
        return new Wanted(
                PagerDutyOptions.defaults().withAllowedHosts(List.of(address)).withRoute(route), address.toString());
    }

    /// The same for an OAuth app.
    ///
    /// @param identity where it gets its token
    static Wanted at(URI address, URI identity, Route route) {
        return new Wanted(
                PagerDutyOptions.defaults()
                        .withAllowedHosts(List.of(address))
                        .withAllowedIdentity(identity)
                        .withRoute(route),
                address.toString());
    }

    static Wanted in(String region, Route route) throws Misused {
        Wanted wanted = new Wanted(PagerDutyOptions.defaults().withRoute(route), region);
        List<String> regions = wanted.regions();
        if (!regions.contains(region)) {
            throw new Misused(Words.typed(region) + " is no region", "Choose one of: " + String.join(", ", regions));
        }
        return wanted;
    }

    Order order() {
        return new Order(
                connector,
                new Configuration(choices, secrets),
                connector.feeds(choices.getOrDefault(FEEDS, CORE)),
                means,
                new Credential(means.words(), 0, null, fingerprint));
    }

    /// @param feeds groups and ids of feeds, separated by commas
    void feeds(String feeds) throws Misused {
        List<String> known = new ArrayList<>(GROUPS.stream().sorted().toList());
        described().feeds().stream().map(Feed::id).forEach(known::add);
        List<String> names = Arrays.stream(feeds.split(",")).map(String::strip).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new Misused(Words.typed(name) + " is no feed", "Choose some of: " + String.join(", ", known));
            }
        }
        choices.put(FEEDS, String.join(",", names));
    }

    void accessToken(Secret token) {
        means = Means.TOKEN;
        answer(ACCESS_TOKEN, token);
    }

    void application(String clientId, Secret clientSecret, String subdomain) {
        means = Means.APP;
        answer(CLIENT_SECRET, clientSecret);
        choices.put(CLIENT_ID, clientId);
        choices.put(SUBDOMAIN, subdomain);
    }

    /// Gives a secret, and chooses what makes it matter.
    private void answer(String id, Secret secret) {
        secrets.put(id, secret);
        fingerprint = secret.fingerprint();
        described().settings().stream()
                .filter(setting -> setting.id().equals(id))
                .map(Setting::when)
                .forEach(when -> {
                    if (when != null) {
                        choices.put(when.choice(), when.value());
                    }
                });
    }

    private List<String> regions() {
        return described().settings().stream()
                .flatMap(setting ->
                        setting instanceof Setting.Choice choice && choice.id().equals(REGION)
                                ? choice.options().stream()
                                : Stream.empty())
                .map(Setting.Option::value)
                .toList();
    }

    private Description described() {
        return connector.describe();
    }
}
