package dev.muster.pagerduty.feeds;

import dev.muster.connector.Collected;
import dev.muster.connector.Credential;
import dev.muster.connector.Feed;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Memory;
import dev.muster.connector.Problem.Cause;
import dev.muster.kit.client.Api;
import dev.muster.kit.client.PageSizes;
import dev.muster.kit.feed.Reading;
import dev.muster.kit.feed.Sweep;
import dev.muster.kit.transport.ReadFailed;
import dev.muster.pagerduty.api.Feeds;
import dev.muster.pagerduty.credential.Probe;
import dev.muster.pagerduty.credential.Session;
import dev.muster.pagerduty.delta.AuditRecordsFeed;
import dev.muster.pagerduty.delta.ChangedMembers;
import dev.muster.pagerduty.delta.Recollection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// One reading of an account: users and teams first, because the rest is told by them, then everything else at once,
/// and last what is asked of each thing that was listed there.
public final class Run {
    private final Session session;
    private final Api api;
    private final Sweep sweep;
    private final Instant began;
    private final Recollection recollection;
    private final PageSizes sizes;
    private final CredentialFeed credential;
    private final UsersFeed users;
    private final TeamsFeed teams;
    private final AuditRecordsFeed audit;
    private final ChangedMembers changed;
    private final TeamMembersFeed members;
    private final OauthDelegationsFeed delegations;
    private final BusinessServicesFeed business;
    private final SeatsUsed seats = new SeatsUsed();

    /// @param memory of the reading that was published last
    /// @param began  the time of everything that is read
    public Run(Session opened, Sweep sweep, Memory memory, Instant began) {
        this.sweep = sweep;
        this.began = began;
        this.recollection = Recollection.of(memory, opened.authorization().fingerprint());
        this.sizes = new PageSizes(recollection.pageSizes(), began);
        this.api = opened.api().withPageSizes(sizes);
        this.session = new Session(api, opened.host(), opened.authorization());
        this.credential = new CredentialFeed(session, recollection.told());
        this.users = new UsersFeed(api);
        this.teams = new TeamsFeed(api);
        this.audit = new AuditRecordsFeed(api, recollection.auditFrom(), began);
        this.changed = new ChangedMembers(recollection, users.membership(), audit, began);
        this.members = new TeamMembersFeed(api, teams::teams, changed::plan, users.membership());
        long day = began.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
        this.delegations = new OauthDelegationsFeed(api, users.membership()::users, day, recollection.delegations());
        this.business = new BusinessServicesFeed(api);
    }

    public Collected collect() throws InterruptedException {
        sweep.read(Feeds.CREDENTIAL, credential::read);
        sweep.read(Feeds.USERS, this::readUsers);
        if (!sweep.isComplete(Feeds.USERS)) {
            changed.usersAreUnknown();
        }
        sweep.read(Feeds.TEAMS, teams::read);
        sweep.read(Feeds.ACCOUNT, this::readAccount);
        if (!sweep.wants(Feeds.AUDIT_RECORDS)) {
            changed.nobodyTells();
        }
        if (!sweep.wants(Feeds.LICENCES)) {
            seats.noneFollows();
        }
        sweep.readTogether(theRest());
        sweep.readTogether(whatNeedsTheRest());
        Credential found = credential.credential();
        return new Collected(found, found == null ? Memory.NONE : memory().memory(found.fingerprint()));
    }

    /// When nothing has shown so far that PagerDuty is at the other end, and the list of users does not either, no
    /// other question will.
    private FeedOutcome readUsers(FeedWriter writer) throws ReadFailed, InterruptedException {
        try {
            return users.read(writer, credential.firstUsers());
        } catch (ReadFailed failure) {
            boolean doubtful =
                    credential.found().filter(Probe.Found::isSurelyPagerDuty).isEmpty();
            if (doubtful && failure.problem().cause() == Cause.MALFORMED_ANSWER) {
                ReadFailed foreign = session.foreign(failure);
                sweep.giveUp(foreign.problem());
                throw foreign;
            }
            throw failure;
        }
    }

    private FeedOutcome readAccount(FeedWriter writer) throws InterruptedException {
        Probe.Abilities abilities = credential.found().orElseThrow().abilities();
        Tier tier = Tier.of(
                users.proofOfAdvanced().or(teams::proofOfAdvanced),
                abilities,
                sweep.whyUnknown(Feeds.USERS).or(() -> sweep.whyUnknown(Feeds.TEAMS)));
        return new AccountFeed(credential.accountName(), abilities, tier).into(writer);
    }

    private Optional<List<String>> allUsers() {
        return sweep.isComplete(Feeds.USERS) ? Optional.of(users.membership().users()) : Optional.empty();
    }

    /// In the order of [Feeds#ALL], up to those that need one of these.
    private SequencedMap<Feed, Reading> theRest() {
        SequencedMap<Feed, Reading> readings = new LinkedHashMap<>();
        readings.put(Feeds.AUDIT_RECORDS, changed::readTrail);
        readings.put(Feeds.TEAM_MEMBERS, members);
        readings.put(Feeds.LICENCES, LicencesFeed.licences(api, seats));
        readings.put(Feeds.LICENCE_ALLOCATIONS, new LicenceHoldersFeed(api, this::allUsers, seats));
        readings.put(Feeds.ESCALATION_POLICIES, EscalationPoliciesFeed.of(api));
        readings.put(Feeds.SCHEDULES, SchedulesFeed.of(api));
        readings.put(Feeds.SHIFT_SCHEDULES, new ShiftSchedulesFeed(api));
        readings.put(Feeds.ON_CALLS, new OnCallsFeed(api, users.membership(), () -> sweep.isComplete(Feeds.USERS)));
        readings.put(Feeds.SERVICES, ServicesFeed.of(api));
        readings.put(Feeds.BUSINESS_SERVICES, business);
        readings.put(Feeds.WEBHOOK_SUBSCRIPTIONS, WebhooksFeed.of(api));
        readings.put(Feeds.EXTENSIONS, ExtensionsFeed.of(api));
        readings.put(Feeds.WORKFLOW_CONNECTIONS, WorkflowConnectionsFeed.of(api));
        readings.put(Feeds.WORKFLOW_TRIGGERS, WorkflowTriggersFeed.of(api));
        readings.put(Feeds.OAUTH_DELEGATIONS, delegations);
        readings.put(Feeds.TAGS, new TagsFeed(api));
        return readings;
    }

    private SequencedMap<Feed, Reading> whatNeedsTheRest() {
        SequencedMap<Feed, Reading> readings = new LinkedHashMap<>();
        readings.put(Feeds.SERVICE_DEPENDENCIES, new ServiceDependenciesFeed(api, business::services));
        return readings;
    }

    /// What could not be read to its end is remembered as it was. A part that could not is forgotten, so that it is
    /// asked again; and when not all users are known, nobody can tell later whose teams have changed.
    private Recollection memory() {
        Recollection memory = recollection
                .withTold(credential.credential(), credential.found())
                .withPageSizes(sizes.remembered());
        if (audit.completeUntil().isPresent()) {
            memory = memory.withAudit(audit.completeUntil());
        }
        if (sweep.isReadInParts(Feeds.TEAM_MEMBERS)) {
            boolean known = sweep.isComplete(Feeds.USERS);
            memory = memory.withMembers(
                    began, members.askedAll(), known ? members.records() : Map.of(), users.membership());
        }
        if (sweep.isReadInParts(Feeds.OAUTH_DELEGATIONS)) {
            memory = memory.withDelegations(delegations.remembered());
        }
        return memory;
    }
}
