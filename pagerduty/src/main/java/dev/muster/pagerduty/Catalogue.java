package dev.muster.pagerduty;

import dev.muster.connector.Description;
import dev.muster.connector.Entitlement;
import dev.muster.connector.Setting;
import dev.muster.connector.Setting.Choice;
import dev.muster.connector.Setting.Option;
import dev.muster.connector.Setting.SecretText;
import dev.muster.connector.Setting.Several;
import dev.muster.connector.Setting.Text;
import dev.muster.connector.Setting.When;
import dev.muster.pagerduty.api.ApiHost;
import dev.muster.pagerduty.api.BaseRole;
import dev.muster.pagerduty.api.Conventions;
import dev.muster.pagerduty.api.DelegationType;
import dev.muster.pagerduty.api.Duty;
import dev.muster.pagerduty.api.Feeds;
import dev.muster.pagerduty.api.Hosts;
import dev.muster.pagerduty.api.TeamRole;
import dev.muster.pagerduty.credential.OAuthApp;
import dev.muster.pagerduty.credential.SettingIds;
import dev.muster.pagerduty.feeds.LicencesFeed;
import dev.muster.pagerduty.rules.Rights;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What this connector tells about itself: its form, its feeds and the titles of PagerDuty's roles.
final class Catalogue {
    private static final List<String> HOW_A_KEY_IS_MADE = List.of(
            "Use a service account kept for Muster, not an employee's own sign-in, so that the key outlives people and what it does can be told from what they do.",
            "Sign in to PagerDuty as an administrator or the owner of the account.",
            "Open Integrations > Developer Tools > API Access Keys, and choose Create New API Key.",
            "Describe it, for example as Muster, and tick Read-only API Key.",
            "Copy the key now: PagerDuty shows it once.");

    private Catalogue() {}

    static Description describe(Hosts hosts) {
        return new Description(
                "pagerduty",
                "Pagerduty",
                "PD",
                "On-call and incident response",
                "Users with their base and team roles, licences, who is on call by which schedule and policy, services, where data leaves, and who changed what.",
                Conventions.VERSION,
                settings(hosts),
                Feeds.ALL,
                entitlements(),
                Rights.ALL,
                Resources.TYPES,
                Resources.RELATIONS,
                Resources.PAGES);
    }

    private static List<Setting> settings(Hosts hosts) {
        When app = new When(SettingIds.CREDENTIAL, SettingIds.OAUTH_APP);
        return List.of(
                credential(),
                new SecretText(
                        SettingIds.ACCESS_TOKEN,
                        "Access Token",
                        "A read-only API access key, best of a service account kept for Muster and not of an employee. Write-only here: after saving only its last four characters are shown.",
                        HOW_A_KEY_IS_MADE,
                        new When(SettingIds.CREDENTIAL, SettingIds.ACCESS_TOKEN)),
                new Text(
                        SettingIds.CLIENT_ID,
                        "Client ID",
                        "Shown on the page of the app at PagerDuty.",
                        OAuthApp.CLIENT_ID,
                        "3f2a9c10-7b1e-4c57-9d0e-2f6f5d8a1b34",
                        app),
                new SecretText(
                        SettingIds.CLIENT_SECRET,
                        "Client secret",
                        "Shown by PagerDuty once, when the app is made. Write-only here: after saving only its last four characters are shown.",
                        app),
                new Text(
                        SettingIds.SUBDOMAIN,
                        "Subdomain",
                        "The first part of the address of your PagerDuty pages.",
                        OAuthApp.SUBDOMAIN,
                        "acme",
                        app),
                new Choice(SettingIds.REGION, "Region", "Where the PagerDuty account lives.", regions(hosts), null),
                alsoRead());
    }

    private static Choice credential() {
        return new Choice(
                SettingIds.CREDENTIAL,
                "Credential",
                "How Muster proves to PagerDuty who it is.",
                List.of(
                        new Option(
                                SettingIds.ACCESS_TOKEN,
                                "Access token",
                                "An API access key of the account or of a user"),
                        new Option(
                                SettingIds.OAUTH_APP,
                                "Scoped OAuth app",
                                "Client ID and secret of an app with reading scopes")),
                null);
    }

    private static Several alsoRead() {
        return new Several(
                SettingIds.FEEDS,
                "Also read",
                "What is left out unless you want it, because it costs requests.",
                List.of(
                        new Option(Feeds.TAGS.id(), "Tags", "Three further requests for every tag"),
                        new Option(
                                Feeds.OAUTH_DELEGATIONS.id(),
                                "Sign-in hints",
                                "One further request for every user at first, then for a seventh of the users a day")),
                Feeds.STANDARD,
                null);
    }

    private static List<Option> regions(Hosts hosts) {
        List<Option> options = new ArrayList<>();
        options.add(new Option(ApiHost.US, "US", "api.pagerduty.com"));
        options.add(new Option(ApiHost.EU, "EU", "api.eu.pagerduty.com"));
        for (URI allowed : hosts.allowed()) {
            options.add(new Option(
                    allowed.toString(), allowed.getRawAuthority(), "Address allowed by the operator of this server"));
        }
        return options;
    }

    private static List<Entitlement> entitlements() {
        return Stream.of(
                        BaseRole.entitlements(),
                        TeamRole.entitlements(),
                        LicencesFeed.entitlements(),
                        Duty.entitlements(),
                        DelegationType.entitlements())
                .flatMap(List::stream)
                .toList();
    }
}
