package dev.muster.pagerduty;

import dev.muster.connector.Description;
import dev.muster.connector.Entitlement;
import dev.muster.connector.Feed;
import dev.muster.connector.Setting;
import dev.muster.connector.Setting.Choice;
import dev.muster.connector.Setting.Option;
import dev.muster.connector.Setting.SecretText;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What this connector tells about itself: its form, its feeds and the titles of PagerDuty's roles.
final class Catalogue {
    /// Rises when what is read or how it is understood changes.
    static final String VERSION = "1.0";

    static final String ACCESS_TOKEN = "access_token";
    static final String REGION = "region";

    static final Feed CREDENTIAL = new Feed("credential", "Credential", "credentials", true, Set.of());
    static final Feed USERS = new Feed("users", "Users", "users", true, Set.of("credential"));
    static final Feed TEAMS = new Feed("teams", "Teams", "teams", true, Set.of("users"));
    static final Feed TEAM_MEMBERS =
            new Feed("team_members", "Team members", "members", true, Set.of("users", "teams"));

    private Catalogue() {}

    static Description describe(PagerDutyOptions.Hosts hosts) {
        return new Description(
                "pagerduty",
                "Pagerduty",
                "On-call and incident response",
                "Users with their base roles, teams, and the team roles of their members.",
                VERSION,
                settings(hosts),
                List.of(CREDENTIAL, USERS, TEAMS, TEAM_MEMBERS),
                entitlements());
    }

    private static List<Setting> settings(PagerDutyOptions.Hosts hosts) {
        return List.of(
                new SecretText(
                        ACCESS_TOKEN,
                        "Access Token",
                        "A read-only API access key. Write-only here: after saving only its last four characters are shown."),
                new Choice(REGION, "Region", "Where the PagerDuty account lives.", regions(hosts)));
    }

    private static List<Option> regions(PagerDutyOptions.Hosts hosts) {
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
        return Stream.concat(BaseRole.entitlements().stream(), TeamRole.entitlements().stream())
                .toList();
    }
}
