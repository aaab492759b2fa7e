package dev.muster.pagerduty.api;

import dev.muster.connector.Feed;
import dev.muster.connector.Feed.Parts;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The listings this connector reads, and which of them an integration wants.
///
/// Audit records come before the members of teams, because they tell whose members may have changed. Service
/// dependencies come last, because they are asked of each business service, whose list has to be there.
public final class Feeds {
    public static final Feed CREDENTIAL = required("credential", "Credential", "credentials");
    public static final Feed USERS = required("users", "Users", "users", "credential");
    public static final Feed TEAMS = required("teams", "Teams", "teams", "credential");
    public static final Feed ACCOUNT = required("account", "Account and tier", "account records", "credential");
    public static final Feed AUDIT_RECORDS = optional("audit_records", "Audit records", "audit records");
    public static final Feed TEAM_MEMBERS = required("team_members", "Team members", "members", "teams")
            .inParts(new Parts("team", "the members of team %s", "the members of %s teams", "PagerDuty refuses them"));
    public static final Feed LICENCES = optional("licences", "Licences", "licences");
    public static final Feed LICENCE_ALLOCATIONS = optional("licence_allocations", "Licence holders", "allocations");
    public static final Feed ESCALATION_POLICIES = optional("escalation_policies", "Escalation policies", "policies");
    public static final Feed SCHEDULES = optional("schedules", "Schedules", "schedules");
    public static final Feed SHIFT_SCHEDULES = optional("shift_schedules", "Shift schedules", "shift schedules")
            .inParts(new Parts("schedule", "shift schedule %s", "%s shift schedules", "PagerDuty refuses access"));
    public static final Feed ON_CALLS = new Feed("on_calls", "On call", "on-calls", false, Set.of("credential"), true);
    public static final Feed SERVICES = optional("services", "Services", "services");
    public static final Feed BUSINESS_SERVICES =
            optional("business_services", "Business services", "business services");
    /// What rests on what, asked of each business service.
    public static final Feed SERVICE_DEPENDENCIES = new Feed(
                    "service_dependencies",
                    "Service dependencies",
                    "dependencies",
                    false,
                    Set.of("credential", "business_services"))
            .inParts(new Parts(
                    "business_service",
                    "the dependencies of business service %s",
                    "the dependencies of %s business services",
                    "PagerDuty refuses them"));
    public static final Feed WEBHOOK_SUBSCRIPTIONS = optional("webhook_subscriptions", "Webhooks", "webhooks");
    public static final Feed EXTENSIONS = optional("extensions", "Extensions", "extensions");
    public static final Feed WORKFLOW_CONNECTIONS =
            optional("workflow_connections", "Workflow connections", "connections");
    public static final Feed WORKFLOW_TRIGGERS = optional("workflow_triggers", "Workflow triggers", "triggers");
    public static final Feed OAUTH_DELEGATIONS = new Feed(
                    "oauth_delegations", "Sign-in hints", "delegations", false, Set.of("credential", "users"), true)
            .inParts(new Parts(
                    "user", "the sign-in hints of user %s", "the sign-in hints of %s users", "PagerDuty refuses them"));
    public static final Feed TAGS = optional("tags", "Tags", "tags")
            .inParts(new Parts("tag", "what carries tag %s", "what carries %s tags", "PagerDuty refuses to tell"));

    /// In the order they are read.
    public static final List<Feed> ALL = List.of(
            CREDENTIAL,
            USERS,
            TEAMS,
            ACCOUNT,
            AUDIT_RECORDS,
            TEAM_MEMBERS,
            LICENCES,
            LICENCE_ALLOCATIONS,
            ESCALATION_POLICIES,
            SCHEDULES,
            SHIFT_SCHEDULES,
            ON_CALLS,
            SERVICES,
            BUSINESS_SERVICES,
            WEBHOOK_SUBSCRIPTIONS,
            EXTENSIONS,
            WORKFLOW_CONNECTIONS,
            WORKFLOW_TRIGGERS,
            OAUTH_DELEGATIONS,
            TAGS,
            SERVICE_DEPENDENCIES);

    /// What every integration reads unless it says otherwise.
    public static final String STANDARD = "standard";

    /// Who has what access, without the audit trail, what goes out to third parties and what business services rest
    /// on.
    public static final String CORE = "core";

    public static final String EVERYTHING = "all";
    private static final Set<Feed> EXTRA = Set.of(OAUTH_DELEGATIONS, TAGS);
    private static final Set<Feed> BEYOND_CORE = Set.of(
            AUDIT_RECORDS,
            WEBHOOK_SUBSCRIPTIONS,
            EXTENSIONS,
            WORKFLOW_CONNECTIONS,
            WORKFLOW_TRIGGERS,
            SERVICE_DEPENDENCIES);

    /// They can be asked for without the users, and mean nothing without them.
    private static final Set<Feed> ABOUT_USERS = Set.of(TEAMS, TEAM_MEMBERS, LICENCE_ALLOCATIONS);

    private Feeds() {}

    /// The feeds behind an answer to the setting: `standard`, `core`, `all`, ids of feeds, or several of these with
    /// commas between. What a feed depends on is read too, and the
    /// account as a whole, which takes no request.
    ///
    /// @throws IllegalArgumentException when a word is none of these
    public static Set<Feed> wanted(String answer) {
        Set<Feed> wanted = new LinkedHashSet<>();
        for (String word : answer.split(",")) {
            group(word.strip()).forEach(feed -> addWithDependencies(feed, wanted));
        }
        addWithDependencies(ACCOUNT, wanted);
        return wanted;
    }

    private static List<Feed> group(String word) {
        return switch (word) {
            case EVERYTHING -> ALL;
            case STANDARD -> ALL.stream().filter(feed -> !EXTRA.contains(feed)).toList();
            case CORE ->
                ALL.stream()
                        .filter(feed -> !EXTRA.contains(feed) && !BEYOND_CORE.contains(feed))
                        .toList();
            default -> List.of(byId(word));
        };
    }

    private static void addWithDependencies(Feed feed, Set<Feed> wanted) {
        feed.dependsOn().forEach(id -> addWithDependencies(byId(id), wanted));
        if (ABOUT_USERS.contains(feed)) {
            addWithDependencies(USERS, wanted);
        }
        wanted.add(feed);
    }

    private static Feed byId(String id) {
        return ALL.stream()
                .filter(feed -> feed.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("There is no feed '%s'. Use core, standard, all or some of %s"
                                .formatted(
                                        id,
                                        String.join(
                                                ", ", ALL.stream().map(Feed::id).toList()))));
    }

    private static Feed required(String id, String title, String noun, String... dependsOn) {
        return new Feed(id, title, noun, true, Set.copyOf(Arrays.asList(dependsOn)));
    }

    private static Feed optional(String id, String title, String noun) {
        return new Feed(id, title, noun, false, Set.of("credential"));
    }
}
