package dev.muster.sync;

import dev.muster.simulator.faults.Faults;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where trouble strikes: as late in a feed as it can, when rows of it have come already. Optional feeds have a name:
/// that of the exception they are when plan or scope leaves them out.
enum TroubledFeed {
    CREDENTIAL("/abilities", 1),
    /// The first page tells the address of the account, too; the last comes after it.
    USERS("/users", 2),
    TEAMS("/teams", 1),
    AUDIT_RECORDS("/audit/records", 1, "audit records"),
    TEAM_MEMBERS("/teams/{id}/members", 2),
    LICENCES("/licenses", 1, "licences"),
    LICENCE_ALLOCATIONS("/license_allocations", 1, "licence holders"),
    ESCALATION_POLICIES("/escalation_policies", 1, "escalation policies"),
    SCHEDULES("/schedules", 1, "schedules"),
    SHIFT_SCHEDULES("/v3/schedules", 1, "shift schedules"),
    ON_CALLS("/oncalls", 1, "on call"),
    SERVICES("/services", 1, "services"),
    BUSINESS_SERVICES("/business_services", 1, "business services and service dependencies"),
    WEBHOOK_SUBSCRIPTIONS("/webhook_subscriptions", 1, "webhooks"),
    EXTENSIONS("/extensions", 1, "extensions"),
    WORKFLOW_CONNECTIONS("/workflows/integrations/connections", 1, "workflow connections"),
    WORKFLOW_TRIGGERS("/incident_workflows/triggers", 1, "workflow triggers");

    private static final List<TroubledFeed> NEEDED_BY_ALL = List.of(CREDENTIAL, USERS);
    private static final List<TroubledFeed> REQUIRED_BESIDES = List.of(TEAMS, TEAM_MEMBERS);
    private static final List<TroubledFeed> OPTIONAL =
            Arrays.stream(values()).filter(TroubledFeed::isOptional).toList();

    private final String path;
    private final int request;
    private final @Nullable String exception;

    TroubledFeed(String path, int request) {
        this(path, request, null);
    }

    TroubledFeed(String path, int request, @Nullable String exception) {
        this.path = path;
        this.request = request;
        this.exception = exception;
    }

    /// One feed of each kind, another for each trouble, so that all have their turn: without the first nothing is
    /// published, without the second a run is partial, and the third may be left out. That each feed meets each
    /// trouble is for the connector's own matrix to show; here it is the server that is tried.
    static List<TroubledFeed> inTurnFor(Trouble trouble) {
        return Stream.of(NEEDED_BY_ALL, REQUIRED_BESIDES, OPTIONAL)
                .map(kind -> kind.get(trouble.ordinal() % kind.size()))
                .toList();
    }

    /// The same without what may be left out.
    static List<TroubledFeed> requiredInTurnFor(Trouble trouble) {
        return inTurnFor(trouble).stream().filter(feed -> !feed.isOptional()).toList();
    }

    void suffer(Trouble trouble, Faults faults) {
        faults.on(path).from(request).answer(trouble.fault());
    }

    /// Whether there is nothing worth publishing when this feed fails.
    boolean isNeededByAll() {
        return NEEDED_BY_ALL.contains(this);
    }

    /// What the message names when plan or scope leaves it out. Without teams there are no members of any either,
    /// and without business services nothing that rests on them.
    String exception() {
        return exception == null ? "teams and team members" : exception;
    }

    /// Whether a plan or a scope may leave it out.
    boolean isOptional() {
        return exception != null;
    }

    /// Whether its answers say that more follow.
    boolean saysThatMoreFollow() {
        return switch (this) {
            case CREDENTIAL, LICENCES, AUDIT_RECORDS, WORKFLOW_CONNECTIONS -> false;
            default -> true;
        };
    }
}
