package dev.muster.pagerduty;

import dev.muster.connector.AccessRules;
import dev.muster.connector.RecordPages;
import dev.muster.connector.Relation;
import dev.muster.connector.ResourceType;
import dev.muster.connector.ResourceType.Part;
import dev.muster.pagerduty.api.BaseRole;
import dev.muster.pagerduty.api.DelegationType;
import dev.muster.pagerduty.api.Duty;
import dev.muster.pagerduty.api.Feeds;
import dev.muster.pagerduty.api.TeamRole;
import dev.muster.pagerduty.credential.OAuthApp;
import dev.muster.pagerduty.feeds.BusinessServicesFeed;
import dev.muster.pagerduty.feeds.LicencesFeed;
import dev.muster.pagerduty.feeds.ServicesFeed;
import dev.muster.pagerduty.feeds.UsersFeed;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What access is held on in PagerDuty, how those things hang together, in the words of its pages, and where these
/// are.
final class Resources {
    static final List<ResourceType> TYPES = List.of(
            new ResourceType(BaseRole.RESOURCE, Part.WHOLE, "Account", "Accounts", "world"),
            new ResourceType(TeamRole.RESOURCE, Part.GROUP, "Team", "Teams", "users-group"),
            new ResourceType(ServicesFeed.TYPE, Part.OBJECT, "Service", "Services", "server-2"),
            new ResourceType(Duty.POLICY, Part.DUTY, "Escalation policy", "Escalation policies", "stairs-up"),
            new ResourceType(Duty.SCHEDULE, Part.DUTY, "Schedule", "Schedules", "calendar-repeat"),
            new ResourceType(
                    BusinessServicesFeed.TYPE, Part.OBJECT, "Business service", "Business services", "building-store"),
            new ResourceType(LicencesFeed.TYPE, Part.SEAT, "Licence", "Licences", "circle-dashed"),
            new ResourceType(
                    DelegationType.RESOURCE, Part.OBJECT, "Way of signing in", "Ways of signing in", "circle-dashed"));

    static final List<Relation> RELATIONS = List.of(
            new Relation(AccessRules.OWNS, "Owns", "Owned by"),
            new Relation(AccessRules.CONTAINS, "Teams below", "Team above"),
            new Relation("guards", "Guards", "Guarded by", Set.of(Feeds.SERVICES.id())),
            new Relation("feeds", "Feeds", "Fed by", Set.of(Feeds.ESCALATION_POLICIES.id())),
            new Relation("supports", "Supports", "Rests on", Set.of(Feeds.SERVICE_DEPENDENCIES.id())),
            new Relation("sends to", "Sends to", "Receives from"),
            new Relation("labels", "Labels", "Labelled"),
            new Relation("starts", "Starts", "Started from"),
            new Relation("may start", "May start", "May be started by"));

    /// At the addresses that PagerDuty itself gives as `html_url` of such records.
    static final RecordPages PAGES = new RecordPages(
            Pattern.compile(OAuthApp.SUBDOMAIN + "(\\.eu)?\\.pagerduty\\.com"),
            Map.of(
                    UsersFeed.TYPE, "/users/%s",
                    TeamRole.RESOURCE, "/teams/%s",
                    ServicesFeed.TYPE, "/service-directory/%s",
                    Duty.POLICY, "/escalation_policies/%s",
                    Duty.SCHEDULE, "/schedules/%s"));

    private Resources() {}
}
