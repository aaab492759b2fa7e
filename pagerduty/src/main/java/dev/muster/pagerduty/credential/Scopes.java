package dev.muster.pagerduty.credential;

import dev.muster.connector.Feed;
import dev.muster.pagerduty.api.Feeds;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The OAuth scopes of PagerDuty's that reading takes, as its API description names them for each endpoint.
public final class Scopes {
    private static final Map<Feed, String> BY_FEED = Map.ofEntries(
            Map.entry(Feeds.CREDENTIAL, "abilities.read"),
            Map.entry(Feeds.USERS, "users.read"),
            Map.entry(Feeds.TEAMS, "teams.read"),
            Map.entry(Feeds.AUDIT_RECORDS, "audit_records.read"),
            Map.entry(Feeds.TEAM_MEMBERS, "teams.read"),
            Map.entry(Feeds.LICENCES, "licenses.read"),
            Map.entry(Feeds.LICENCE_ALLOCATIONS, "licenses.read"),
            Map.entry(Feeds.ESCALATION_POLICIES, "escalation_policies.read"),
            Map.entry(Feeds.SCHEDULES, "schedules.read"),
            Map.entry(Feeds.ON_CALLS, "oncalls.read"),
            Map.entry(Feeds.SERVICES, "services.read"),
            Map.entry(Feeds.BUSINESS_SERVICES, "services.read"),
            Map.entry(Feeds.SERVICE_DEPENDENCIES, "services.read"),
            Map.entry(Feeds.WEBHOOK_SUBSCRIPTIONS, "webhook_subscriptions.read"),
            Map.entry(Feeds.EXTENSIONS, "extensions.read"),
            Map.entry(Feeds.WORKFLOW_CONNECTIONS, "workflow_integrations:connections.read"),
            Map.entry(Feeds.WORKFLOW_TRIGGERS, "incident_workflows.read"),
            Map.entry(Feeds.OAUTH_DELEGATIONS, "oauth_delegations.read"),
            Map.entry(Feeds.TAGS, "tags.read"));

    /// PagerDuty names no scope for these; they are the newer part of what another feed reads.
    private static final Map<Feed, Feed> LIKE = Map.of(Feeds.SHIFT_SCHEDULES, Feeds.SCHEDULES);

    private Scopes() {}

    /// @throws IllegalArgumentException when nobody has said which scope the feed takes
    public static String of(Feed feed) {
        String scope = BY_FEED.get(LIKE.getOrDefault(feed, feed));
        if (scope == null) {
            throw new IllegalArgumentException("No scope is known for the feed %s".formatted(feed.id()));
        }
        return scope;
    }

    /// All that some feeds take, in alphabetical order. What is concluded from other feeds takes none.
    public static Set<String> of(Set<Feed> feeds) {
        return feeds.stream()
                .filter(feed -> !feed.equals(Feeds.ACCOUNT))
                .map(Scopes::of)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
