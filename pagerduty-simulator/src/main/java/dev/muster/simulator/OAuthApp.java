package dev.muster.simulator;

import dev.muster.simulator.account.Region;
import dev.muster.simulator.objects.Ids;
import dev.muster.simulator.view.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// The one scoped OAuth app of an account in a region, and the tokens it was given. Its client id and secret follow
/// from the seed and the region, its tokens from nothing. Safe for many threads.
final class OAuthApp {

    /// Every reading scope PagerDuty's API description names for what has to do with access, and the few beside it.
    static final List<String> READING_SCOPES = List.of("""
            abilities.read users.read teams.read licenses.read escalation_policies.read schedules.read services.read \
            oncalls.read audit_records.read tags.read incident_workflows.read webhook_subscriptions.read \
            extensions.read extension_schemas.read event_orchestrations.read event_rules.read addons.read \
            standards.read subscribers.read session_configurations.read oauth_delegations.read ip_allow_lists.read \
            users:contact_methods.read users:sessions.read workflow_integrations:connections.read \
            status_dashboards.read status_pages.read templates.read vendors.read priorities.read""".split(" "));

    private static final String HEX = "0123456789abcdef";
    private static final String SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    private static final int TOKENS_KEPT = 1_000;

    private record Issued(List<String> scopes, Instant end) {}

    private final String account;
    private final List<String> grantable;
    private final Duration life;
    private final InstantSource clock;
    private final String clientId;
    private final String clientSecret;
    private final Random random = new Random();
    private final Map<String, Issued> tokens = new LinkedHashMap<>();

    OAuthApp(long seed, PagerDutySimulator.Options options, InstantSource clock) {
        var fixed = new Random(seed * 31 + (options.region() + "app").hashCode());
        this.account = "as_account-%s.%s".formatted(options.region().id(), Region.SUBDOMAIN);
        this.grantable = options.app().scopes();
        this.life = options.app().tokenLife();
        this.clock = clock;
        this.clientId = Ids.random(fixed, HEX, 32, "");
        this.clientSecret = Ids.random(fixed, SIGNS, 48, "");
    }

    String clientId() {
        return clientId;
    }

    String clientSecret() {
        return clientSecret;
    }

    /// The scope that names the account a token is for.
    String account() {
        return account;
    }

    Duration life() {
        return life;
    }

    boolean isClient(String id, String secret) {
        return clientId.equals(id) && clientSecret.equals(secret);
    }

    /// Those of the wanted scopes the app may have; the others are dropped without a word.
    List<String> granted(List<String> wanted) {
        return wanted.stream().filter(grantable::contains).distinct().toList();
    }

    synchronized String issue(List<String> scopes) {
        String token = Ids.random(random, SIGNS, 40, "pdus+_");
        if (tokens.size() == TOKENS_KEPT) {
            tokens.remove(tokens.keySet().iterator().next());
        }
        tokens.put(token, new Issued(scopes, clock.instant().plus(life)));
        return token;
    }

    /// None when the token was never issued, or has ended.
    synchronized Optional<Caller> caller(String token) {
        return Optional.ofNullable(tokens.get(token))
                .filter(issued -> clock.instant().isBefore(issued.end()))
                .map(issued -> new Caller.App(issued.scopes()));
    }
}
