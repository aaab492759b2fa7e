package dev.muster.ledger;

import static java.time.ZoneOffset.UTC;

import dev.muster.LedgerFacts;
import dev.muster.TestRooms;
import dev.muster.audit.Actor;
import dev.muster.connector.Description;
import dev.muster.connector.Feed;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.database.FreshDatabase;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.integration.Integration.HoldLimit;
import dev.muster.integration.IntegrationDraft;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.tenant.Role;
import dev.muster.tenant.Tenant;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.Tenants;
import dev.muster.tenant.User;
import dev.muster.tenant.Users;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// An integration of a tenant of its own, whose revisions a test publishes: what its feeds hold is staged, settled and
/// published by the product's own code, without a server and without anything that is read. One revision a day, the
/// first on 1 November 2026, 02:00 UTC.
public final class TestLedger {
    private static final Instant FIRST = Instant.parse("2026-11-01T02:00:00Z");

    private static final String RUN = """
            insert into sync_run (tenant_id, integration_id, number, started_at, started_by, connector_version, digest)
            values (:tenant, :integration, :run, :started, 'a test', '1', :digest)
            """;
    private static final String END = """
            update sync_run
               set ended_at = :ended, outcome = 'complete'
             where tenant_id = :tenant and integration_id = :integration and number = :run
            """;
    private static final String FEED = """
            insert into sync_feed (tenant_id, integration_id, run, feed, position, state, unread)
            values (:tenant, :integration, :run, :feed, :position, :state, :unread)
            """;
    private static final String PART = """
            insert into unread_part (tenant_id, integration_id, run, feed, type, id, name, since)
            values (:tenant, :integration, :run, :feed, :type, :id, :name, :since)
            """;

    private static final String WRITTEN = """
            select (select count(*) from account where integration_id = :integration)
                 + (select count(*) from resource where integration_id = :integration)
                 + (select count(*) from access_grant where integration_id = :integration)
                 + (select count(*) from link where integration_id = :integration)
                 + (select count(*) from unread_fact where integration_id = :integration)
            """;

    private final ApplicationContext rooms = TestRooms.opened();
    private final TenantAccess access;
    private final Integration integration;
    private final Map<String, Map<String, List<Row>>> feeds = new LinkedHashMap<>();
    private final Set<String> unread = new HashSet<>();
    private final Map<String, Map<Key, Lack>> lacking = new LinkedHashMap<>();
    private int runs;
    private long ordinal;

    /// @param since when what is shown of it was published; none when it was never read
    private record Lack(String name, @Nullable Instant since) {}

    private TestLedger(String application, String name) {
        String slug = "t-" + UUID.randomUUID().toString().substring(0, 18);
        User ana = get(Users.class).add("Ana Lima", "ana@" + slug + ".example", null);
        Tenant tenant = get(Tenants.class).create(slug, "Acme", ana);
        access = new TenantAccess(
                tenant,
                ana.id(),
                ana.name(),
                Role.ADMINISTRATOR,
                new Actor(Actor.Kind.USER, ana.id().value(), ana.name()));
        integration = added(application, name);
    }

    /// One of an application whose levels nobody can add up: [dev.muster.ScriptedConnector].
    public static TestLedger scripted() {
        return new TestLedger("scripted", "Scripted");
    }

    /// One of an application in the shape of GitHub: [dev.muster.ScriptedRepositories].
    public static TestLedger repositories() {
        return new TestLedger("repositories", "Repositories");
    }

    /// One of PagerDuty, of which nobody reads anything.
    public static TestLedger pagerDuty() {
        return new TestLedger("pagerduty", "Pagerduty");
    }

    private Integration added(String application, String name) {
        IntegrationId id = get(Integrations.class)
                .add(access, application, new IntegrationDraft(name, "", access.user(), List.of(), HoldLimit.USUAL));
        return get(Integrations.class).get(tenant(), id).integration();
    }

    /// Something that a room offers.
    public <T> T get(Class<T> type) {
        return rooms.getBean(type);
    }

    /// Its Administrator, let in.
    public TenantAccess access() {
        return access;
    }

    public TenantId tenant() {
        return access.id();
    }

    public Integration integration() {
        return integration;
    }

    public Description application() {
        return get(Catalogue.class).describe(integration);
    }

    /// A record that the feed holds from now on, in place of one with this id.
    public TestLedger record(String feed, String id, Row... rows) {
        feeds.computeIfAbsent(feed, any -> new LinkedHashMap<>()).put(id, List.of(rows));
        return this;
    }

    /// A record that the feed does not hold any more.
    public TestLedger without(String feed, String id) {
        feeds.getOrDefault(feed, Map.of()).remove(id);
        return this;
    }

    /// A feed that is not read to its end from now on: nothing of it is staged.
    public TestLedger unread(String feed) {
        unread.add(feed);
        return this;
    }

    /// A part of a feed that is not read from now on; what is shown of it stays.
    ///
    /// @param since when that was published; none when nothing is shown of it
    public TestLedger unread(String feed, Key part, String name, @Nullable Instant since) {
        lacking.computeIfAbsent(feed, any -> new LinkedHashMap<>()).put(part, new Lack(name, since));
        return this;
    }

    /// A feed that is read whole from now on.
    public TestLedger read(String feed) {
        unread.remove(feed);
        lacking.remove(feed);
        return this;
    }

    /// Feeds that are read to their end, or but for some parts.
    public Set<String> complete() {
        return application().feeds().stream()
                .map(Feed::id)
                .filter(feed -> !unread.contains(feed))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// When a revision is published that is this one's number.
    public static Instant day(int revision) {
        return FIRST.plus(Duration.ofDays(revision - 1));
    }

    /// Stages what the feeds hold as the next run, and settles it.
    public RunKey stage() {
        var run = new RunKey(integration.key(tenant()), ++runs);
        write(() -> {
            begin(run);
            get(Staging.class).write(run, records());
            lacking.forEach((feed, parts) -> get(KeptRows.class).stageCurrent(run, feed, parts.keySet()));
            get(StagedDuplicates.class).drop(run);
            Set<String> whole = new HashSet<>(complete());
            whole.removeAll(lacking.keySet());
            return get(StagedReferences.class).resolve(run, complete(), whole);
        });
        return run;
    }

    /// Publishes what the feeds hold as the next revision.
    public Published publish() {
        return publish(stage());
    }

    /// What a publication wrote: so many of these, and nothing else.
    static Publication.Written written(long accounts, long entries) {
        return new Publication.Written(accounts, 0, 0, 0, entries);
    }

    /// Publishes a staged run.
    public Published publish(RunKey run) {
        return publish(run, () -> day(run.run()));
    }

    /// Publishes a staged run at the moment that a clock tells.
    Published publish(RunKey run, InstantSource clock) {
        return write(() -> {
            Publication publication = get(Publication.class);
            Published published = publication.publish(publication.compare(run), application(), complete(), clock);
            get(StagedRun.class).discard(run);
            return published;
        });
    }

    private void begin(RunKey run) {
        run.statement(db(), RUN)
                .param("started", day(run.run()).minusSeconds(60).atOffset(UTC))
                .param("digest", "digest of run " + run.run())
                .update();
        int position = 0;
        for (Feed feed : application().feeds()) {
            int parts = lacking.getOrDefault(feed.id(), Map.of()).size();
            run.statement(db(), FEED)
                    .param("feed", feed.id())
                    .param("position", position++)
                    .param("state", unread.contains(feed.id()) ? "incomplete" : parts > 0 ? "partial" : "complete")
                    .param("unread", parts)
                    .update();
        }
        lacking.forEach((feed, parts) -> parts.forEach((part, lack) -> run.statement(db(), PART)
                .param("feed", feed)
                .param("type", part.type())
                .param("id", part.id())
                .param("name", lack.name())
                .param("since", lack.since() == null ? null : lack.since().atOffset(UTC))
                .update()));
        run.statement(db(), END).param("ended", day(run.run()).atOffset(UTC)).update();
    }

    private List<StagedRecord> records() {
        List<StagedRecord> records = new ArrayList<>();
        feeds.forEach((feed, own) -> {
            if (!unread.contains(feed)) {
                own.forEach((id, rows) -> records.add(new StagedRecord(feed, ++ordinal, id, rows)));
            }
        });
        return records;
    }

    /// The newest revision, outside of any transaction.
    public Revision newest() {
        return at(new AsOf.Newest());
    }

    /// A revision by its number.
    public Revision at(int number) {
        return at(new AsOf.Number(number));
    }

    private Revision at(AsOf asOf) {
        return get(Ledger.class).read(tenant(), integration, asOf, Function.identity());
    }

    /// Everything that really held at a revision, a line a fact.
    public Set<String> facts(int revision) {
        return LedgerFacts.asOf(administrator(), integration.id().value(), revision);
    }

    /// Rows of facts that were ever written of it, whether they still hold or not.
    public long written() {
        return administrator()
                .sql(WRITTEN)
                .param("integration", integration.id().value())
                .query(Long.class)
                .single();
    }

    /// Two revisions to compare.
    public Difference between(int earlier, int later) {
        return new Difference(at(earlier), at(later));
    }

    /// Works in one transaction of the tenant.
    public <T> T write(Supplier<T> work) {
        return get(TenantTransactions.class).write(tenant(), work);
    }

    /// Works on one snapshot of the tenant.
    public <T> T read(Supplier<T> work) {
        return get(TenantTransactions.class).read(tenant(), work);
    }

    public Instant now() {
        return get(Clock.class).instant();
    }

    /// As the application works, inside of a transaction of the tenant.
    public JdbcClient db() {
        return get(JdbcClient.class);
    }

    /// Past row-level security, to see what is really there, or to bend it.
    public JdbcClient administrator() {
        return JdbcClient.create(get(FreshDatabase.class).administrator());
    }
}
