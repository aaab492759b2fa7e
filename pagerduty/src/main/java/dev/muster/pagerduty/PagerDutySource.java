package dev.muster.pagerduty;

import dev.muster.connector.ConnectorSource;
import dev.muster.connector.Feed;
import dev.muster.connector.Manual;
import dev.muster.connector.Manual.Answer;
import dev.muster.connector.Manual.FeedChoice;
import dev.muster.connector.Manual.Means;
import dev.muster.connector.Manual.Option;
import dev.muster.connector.Unusable;
import dev.muster.kit.transport.Route;
import dev.muster.kit.transport.RouteRefused;
import dev.muster.pagerduty.api.ApiHost;
import dev.muster.pagerduty.api.Feeds;
import dev.muster.pagerduty.credential.SettingIds;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// PagerDuty as a command line names it.
public final class PagerDutySource implements ConnectorSource {
    private static final String REGION = "--region";
    private static final String API = "--api";
    private static final String SUBDOMAIN = "--subdomain";
    private static final String IDENTITY = "--identity";
    private static final String TOKEN_VARIABLE = "PAGERDUTY_TOKEN";

    private static final Means TOKEN = new Means(
            "Access token",
            "Check the token, that it is whole, and --region or --api",
            "Use an account key, or the key of a user who may see this",
            null,
            List.of(new Answer(SettingIds.ACCESS_TOKEN, TOKEN_VARIABLE)));
    private static final Means APP = new Means(
            "Scoped OAuth app",
            "Check PAGERDUTY_CLIENT_ID, PAGERDUTY_CLIENT_SECRET, --subdomain and --region or --api",
            "Give the app the scope for it at PagerDuty",
            SUBDOMAIN,
            List.of(
                    new Answer(SettingIds.CLIENT_ID, "PAGERDUTY_CLIENT_ID"),
                    new Answer(SettingIds.CLIENT_SECRET, "PAGERDUTY_CLIENT_SECRET")));

    private static final Manual MANUAL = new Manual(
            "PagerDuty",
            TOKEN_VARIABLE,
            new FeedChoice(
                    SettingIds.FEEDS,
                    Feeds.CORE,
                    "who has access to what, without outgoing webhooks, the audit trail and what business services rest on",
                    List.of(Feeds.CORE, Feeds.STANDARD, Feeds.EVERYTHING)),
            List.of(
                    new Option(REGION, "REGION", "us or eu (default: us)."),
                    new Option(
                            API,
                            "URL",
                            "Another address of the API: one of this machine, or one listed in MUSTER_PAGERDUTY_HOSTS.")),
            "--region or --api",
            List.of(
                    new Option(
                            SUBDOMAIN,
                            "NAME",
                            "Read as a scoped OAuth app of this account (acme for acme.pagerduty.com), whose id and secret"
                                    + " are in PAGERDUTY_CLIENT_ID and PAGERDUTY_CLIENT_SECRET."),
                    new Option(
                            IDENTITY,
                            "URL",
                            "Where an OAuth app gets its token for --api; like it one of this machine or one listed"
                                    + " (default: MUSTER_PAGERDUTY_IDENTITY).")));

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public Set<Feed> feeds(String answer) {
        return Feeds.wanted(answer);
    }

    @Override
    public Connection open(Map<String, String> options, Map<String, String> environment) throws Unusable {
        refuseContradictions(options.keySet());
        PagerDutyOptions direct = PagerDutyOptions.defaults().withRoute(route(environment));
        Map<String, String> choices = new HashMap<>();
        String subdomain = options.get(SUBDOMAIN);
        if (subdomain != null) {
            choices.put(SettingIds.SUBDOMAIN, subdomain);
        }
        Means means = subdomain == null ? TOKEN : APP;
        String api = options.get(API);
        if (api == null) {
            choices.put(SettingIds.REGION, options.getOrDefault(REGION, ApiHost.US));
            return new Connection(PagerDuty.with(direct), choices, means);
        }
        var addresses = new ApiAddress(environment);
        URI address = addresses.api(api);
        choices.put(SettingIds.REGION, address.toString());
        PagerDutyOptions there = direct.withAllowedHosts(List.of(address));
        return new Connection(
                PagerDuty.with(
                        subdomain == null
                                ? there
                                : there.withAllowedIdentity(addresses.identity(options.get(IDENTITY)))),
                choices,
                means);
    }

    private static void refuseContradictions(Set<String> given) throws Unusable {
        if (given.containsAll(Set.of(API, REGION))) {
            throw new Unusable("--api and --region both say where to read", "Leave one of them out");
        }
        if (given.containsAll(Set.of(SUBDOMAIN, Manual.TOKEN_FILE))) {
            throw new Unusable("--subdomain reads as an app and --token-file with a token", "Leave one of them out");
        }
        if (given.contains(IDENTITY) && !given.containsAll(Set.of(API, SUBDOMAIN))) {
            throw new Unusable(
                    "--identity says where an app of --api gets its token, and there is no such app",
                    "Give --api and --subdomain too, or leave it out");
        }
    }

    private static Route route(Map<String, String> environment) throws Unusable {
        try {
            return Route.of(new Route.Settings(environment::get));
        } catch (RouteRefused refused) {
            throw new Unusable(refused.happened(), refused.remedy());
        }
    }
}
