package dev.muster.integration;

import static java.time.ZoneOffset.UTC;

import dev.muster.database.TenantId;
import dev.muster.host.Counts;
import dev.muster.host.Exceptions;
import dev.muster.host.RunReason;
import dev.muster.integration.IntegrationNeedsPeople.Reason;
import dev.muster.integration.IntegrationStatus.Change;
import dev.muster.integration.IntegrationStatus.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Where integrations stand, and the only way to say so. Written by the sync in the very transaction that makes it
/// true, so that badge and message cannot lie. Every method runs in the caller's tenant transaction.
@Repository
public class IntegrationStates {
    private static final String ALL = """
            select integration_id, state, reason, why, paused_by, paused_at, requested_by, running_run, progress_text, progress_percent,
                   held_run, revision, data_from, last_complete_at,
                   accounts, absent_accounts, groups, stub_groups, resources, stubs, links, grants, restless_grants,
                   accounts_change, groups_change, grants_change, next_run_at, troubled_runs, old_credential,
                   lacks_parts, parts_from, parts_run, greatest(last_complete_at, last_settled_at) as last_good_at,
                   file_at, broken_promise
              from integration_status
             where tenant_id = :tenant
             order by integration_id
            """;
    private static final String ONE = """
            select integration_id, state, reason, why, paused_by, paused_at, requested_by, running_run, progress_text, progress_percent,
                   held_run, revision, data_from, last_complete_at,
                   accounts, absent_accounts, groups, stub_groups, resources, stubs, links, grants, restless_grants,
                   accounts_change, groups_change, grants_change, next_run_at, troubled_runs, old_credential,
                   lacks_parts, parts_from, parts_run, greatest(last_complete_at, last_settled_at) as last_good_at,
                   file_at, broken_promise
              from integration_status
             where tenant_id = :tenant
               and integration_id = :integration
            """;
    private static final String LOCK = """
            select integration_id, state, reason, why, paused_by, paused_at, requested_by, running_run, progress_text, progress_percent,
                   held_run, revision, data_from, last_complete_at,
                   accounts, absent_accounts, groups, stub_groups, resources, stubs, links, grants, restless_grants,
                   accounts_change, groups_change, grants_change, next_run_at, troubled_runs, old_credential,
                   lacks_parts, parts_from, parts_run, greatest(last_complete_at, last_settled_at) as last_good_at,
                   file_at, broken_promise
              from integration_status
             where tenant_id = :tenant
               and integration_id = :integration
               for update
            """;
    private static final String PAUSE = """
            update integration_status
               set paused_by = :by, paused_at = :at, next_run_at = null
             where tenant_id = :tenant
               and integration_id = :integration
               and paused_at is null
            """;
    private static final String RESUME = """
            update integration_status
               set paused_by = null, paused_at = null
             where tenant_id = :tenant
               and integration_id = :integration
               and paused_at is not null
            """;
    private static final String CONFIGURED = """
            update integration_status
               set state = case when revision is null then 'first_sync' else state end,
                   reason = case when revision is null then '' else reason end,
                   why = case when revision is null then null else why end,
                   old_credential = exists (select
                                              from integration_secret
                                             where tenant_id = :tenant
                                               and integration_id = :integration
                                               and set_at <= :old)
             where tenant_id = :tenant
               and integration_id = :integration
            """;
    private static final String GREW_OLD = """
            update integration_status as status
               set old_credential = true
             where tenant_id = :tenant
               and not old_credential
               and exists (select
                             from integration_secret as secret
                            where secret.tenant_id = :tenant
                              and secret.integration_id = status.integration_id
                              and secret.set_at <= :old)
            returning integration_id
            """;
    /// A credential that replaced another while the run was reading was not what it read with.
    private static final String CREDENTIAL_READ = """
            update integration_secret
               set has_read = true,
                   sealed_before = null,
                   former_last_four = null,
                   former_fingerprint = null,
                   former_set_at = null,
                   former_set_by = null,
                   former_used_at = null
             where tenant_id = :tenant
               and integration_id = :integration
               and used_at is not null
               and not has_read
            """;
    private static final String TROUBLED = """
            update integration_status
               set troubled_runs = :runs
             where tenant_id = :tenant
               and integration_id = :integration
            """;
    private static final String REQUEST = """
            update integration_status
               set requested_by = :by
             where tenant_id = :tenant
               and integration_id = :integration
            """;
    private static final String REQUESTED_BY = """
            select requested_by
              from integration_status
             where tenant_id = :tenant
               and integration_id = :integration
            """;
    private static final String PLAN = """
            update integration_status
               set next_run_at = :at
             where tenant_id = :tenant
               and integration_id = :integration
            """;
    private static final String RUNNING = """
            update integration_status
               set running_run = :run, requested_by = null, progress_text = '', progress_percent = 0,
                   state = case when revision is null then 'first_sync' else state end
             where tenant_id = :tenant
               and integration_id = :integration
            """;
    private static final String PROGRESS = """
            update integration_status
               set progress_text = :text, progress_percent = :percent
             where tenant_id = :tenant
               and integration_id = :integration
               and running_run = :run
            """;
    private static final String STOPPED = """
            update integration_status
               set running_run = null, progress_text = '', progress_percent = 0
             where tenant_id = :tenant
               and integration_id = :integration
               and running_run = :run
            """;
    private static final String ENDED = """
            update integration_status
               set state = :state, reason = '', why = cast(:why as jsonb), held_run = :heldRun, lacks_parts = false, parts_from = null,
                   parts_run = null
             where tenant_id = :tenant
               and integration_id = :integration
            """;
    private static final String LACKS_PARTS = """
            update integration_status
               set lacks_parts = true, parts_from = :from
             where tenant_id = :tenant
               and integration_id = :integration
            """;
    private static final String PARTS_RUN = """
            update integration_status
               set parts_run = :run
             where tenant_id = :tenant
               and integration_id = :integration
            """;
    private static final String SETTLED = """
            update integration_status
               set last_settled_at = :at
             where tenant_id = :tenant
               and integration_id = :integration
            """;
    private static final String PUBLISHED = """
            update integration_status
               set revision = :revision, data_from = :at,
                   accounts = :accounts, absent_accounts = :absentAccounts, groups = :groups, stub_groups = :stubGroups,
                   resources = :resources, stubs = :stubs, links = :links,
                   grants = :grants, restless_grants = :restlessGrants,
                   accounts_change = :accounts - accounts, groups_change = :groups - groups, grants_change = :grants - grants
             where tenant_id = :tenant
               and integration_id = :integration
            """;
    private static final String COMPLETE = """
            update integration_status
               set last_complete_at = :at
             where tenant_id = :tenant
               and integration_id = :integration
            """;

    /// Nothing is wrong with what was published before, if anything was.
    private static final String DISCARDED = """
            update integration_status
               set state = case when revision is null then 'not_configured' else 'connected' end,
                   reason = '', why = null, held_run = null, lacks_parts = false, parts_from = null, parts_run = null
             where tenant_id = :tenant
               and integration_id = :integration
            """;
    private static final String UNPLAN = """
            update integration_status
               set next_run_at = null
             where tenant_id = :tenant
               and integration_id = :integration
            """;
    private static final String FILE_PUBLISHED = """
            update integration_status
               set file_at = :at, broken_promise = null
             where tenant_id = :tenant
               and integration_id = :integration
            """;
    private static final String PROMISED = """
            update integration_status as status
               set broken_promise = case
                       when status.file_at + make_interval(days => (i.choices ->> 'promise')::integer) <= :now
                       then (i.choices ->> 'promise')::integer end
              from integration as i
             where status.tenant_id = :tenant
               and status.integration_id = :integration
               and i.tenant_id = :tenant
               and i.id = :integration
            """;
    private static final String GREW_LATE = """
            update integration_status as status
               set broken_promise = (i.choices ->> 'promise')::integer
              from integration as i
             where status.tenant_id = :tenant
               and status.broken_promise is null
               and i.tenant_id = :tenant
               and i.id = status.integration_id
               and status.file_at + make_interval(days => (i.choices ->> 'promise')::integer) <= :now
            returning status.integration_id
            """;

    private static final String RESTORED = """
            update integration_status s
               set state = case when s.revision is null then 'not_configured'
                                when i.form is null then 'needs_attention' else 'connected' end,
                   why = case when s.revision is not null and i.form is null then cast(:why as jsonb) end
              from integration i
             where s.tenant_id = :tenant
               and s.integration_id = :integration
               and i.tenant_id = :tenant
               and i.id = :integration
            """;

    private static final int FAILING = 2;

    private final JdbcClient db;
    private final ApplicationEventPublisher events;

    IntegrationStates(JdbcClient db, ApplicationEventPublisher events) {
        this.db = db;
        this.events = events;
    }

    /// Every integration's standing.
    public Map<IntegrationId, IntegrationStatus> all(TenantId tenant) {
        Map<IntegrationId, IntegrationStatus> standing = new HashMap<>();
        db.sql(ALL).param("tenant", tenant.value()).query(row -> {
            standing.put(new IntegrationId(row.getObject("integration_id", UUID.class)), status(row));
        });
        return standing;
    }

    /// One integration's standing.
    public IntegrationStatus of(IntegrationKey integration) {
        return statement(ONE, integration).query((row, index) -> status(row)).single();
    }

    /// One integration's standing, held until the transaction ends; empty when the integration is gone. Everything
    /// that decides about runs takes this lock first, which is what makes one run at a time true.
    public Optional<IntegrationStatus> lock(IntegrationKey integration) {
        return statement(LOCK, integration).query((row, index) -> status(row)).optional();
    }

    /// Remembers who asked for the next run.
    public void request(IntegrationKey integration, String by) {
        statement(REQUEST, integration).param("by", by).update();
    }

    /// Who asked for the next run; empty when the schedule does.
    public Optional<String> requestedBy(IntegrationKey integration) {
        return statement(REQUESTED_BY, integration)
                .query((row, index) -> Optional.ofNullable(row.getString("requested_by")))
                .single();
    }

    /// Says when the next run is due.
    public void plan(IntegrationKey integration, Instant at) {
        statement(PLAN, integration).param("at", at.atOffset(UTC)).update();
    }

    /// A run started to read.
    public void running(IntegrationKey integration, int run) {
        statement(RUNNING, integration).param("run", run).update();
    }

    /// How far the running run is.
    ///
    /// @param text    for the first sync: `First sync: 1,200 of 2,000 users`
    /// @param percent 0 to 100
    public void progress(IntegrationKey integration, int run, String text, int percent) {
        statement(PROGRESS, integration)
                .param("text", text)
                .param("percent", percent)
                .param("run", run)
                .update();
    }

    /// The run does not read any more, however it ended.
    public void stopped(IntegrationKey integration, int run) {
        statement(STOPPED, integration).param("run", run).update();
    }

    /// The run published everything the credential and plan can show.
    ///
    /// @param exceptions what is not part of it, which follows `Data available`
    public void complete(IntegrationKey integration, Instant at, Exceptions exceptions) {
        connected(integration, exceptions);
        statement(COMPLETE, integration).param("at", at.atOffset(UTC)).update();
    }

    /// The run was not complete, and published everything but what asking again does not bring.
    public void settled(IntegrationKey integration, int run, Instant at, Exceptions exceptions) {
        connected(integration, exceptions);
        countsParts(integration, run, exceptions.parts());
        statement(SETTLED, integration).param("at", at.atOffset(UTC)).update();
    }

    private void connected(IntegrationKey integration, Exceptions exceptions) {
        ended(integration, State.CONNECTED, new RunReason.AllBut(exceptions), null);
    }

    /// The run could not read some parts, which may pass by itself.
    ///
    /// @param from when the oldest of what is shown of them was published; empty when nothing is
    public void lacksParts(IntegrationKey integration, int run, RunReason.FeedLacking reason, Optional<Instant> from) {
        needsAttention(integration, reason);
        countsParts(integration, run, reason.why().lacking().parts());
        statement(LACKS_PARTS, integration)
                .param("from", from.map(at -> at.atOffset(UTC)).orElse(null))
                .update();
    }

    /// One part has its name in the message; more are counted there, and named in the certificate of the run.
    private void countsParts(IntegrationKey integration, int run, long parts) {
        if (parts > 1) {
            statement(PARTS_RUN, integration).param("run", run).update();
        }
    }

    /// Somebody threw a run away whose data was brought; what was published before is as good as it was.
    public void discarded(IntegrationKey integration) {
        statement(DISCARDED, integration).update();
    }

    /// Somebody restored a deleted one. Its credential is gone; what needs none is as good as it was.
    void restored(IntegrationKey integration, Instant now) {
        statement(RESTORED, integration)
                .param("why", StoredReasons.facts(new RunReason.Restored()))
                .update();
        promised(integration, now);
    }

    /// No run is due before somebody asks for one.
    public void unplan(IntegrationKey integration) {
        statement(UNPLAN, integration).update();
    }

    /// What a file holds is published.
    ///
    /// @param received when the file came
    public void filePublished(IntegrationKey integration, Instant received, Instant now) {
        statement(FILE_PUBLISHED, integration)
                .param("at", received.atOffset(UTC))
                .update();
        promised(integration, now);
    }

    /// Somebody promised a file more often or less often than before.
    void promised(IntegrationKey integration, Instant now) {
        statement(PROMISED, integration).param("now", now.atOffset(UTC)).update();
    }

    /// Notes which integrations should have a newer file by now.
    void filesGrewLate(TenantId tenant, Instant now) {
        db.sql(GREW_LATE)
                .param("tenant", tenant.value())
                .param("now", now.atOffset(UTC))
                .query((row, index) -> new IntegrationId(row.getObject("integration_id", UUID.class)))
                .list()
                .forEach(late -> events.publishEvent(
                        new IntegrationNeedsPeople(new IntegrationKey(tenant, late), Reason.LATE_FILE)));
    }

    /// The run could not read everything; what was published before stays.
    public void needsAttention(IntegrationKey integration, RunReason reason) {
        ended(integration, State.NEEDS_ATTENTION, reason, null);
    }

    /// The guard stopped publication.
    public void onHold(IntegrationKey integration, int run, RunReason reason) {
        boolean begins = !Objects.equals(of(integration).heldRun(), run);
        ended(integration, State.ON_HOLD, reason, run);
        if (begins) {
            events.publishEvent(new IntegrationNeedsPeople(integration, Reason.HELD));
        }
    }

    /// A run ended that says whether there is trouble.
    ///
    /// @param runs how many in a row, with this one, were not complete
    public void troubled(IntegrationKey integration, int runs) {
        statement(TROUBLED, integration).param("runs", runs).update();
        if (runs == FAILING) {
            events.publishEvent(new IntegrationNeedsPeople(integration, Reason.FAILING));
        }
    }

    /// Notes which integrations have a credential that was saved by then.
    void credentialsGrewOld(TenantId tenant, Instant by) {
        db.sql(GREW_OLD)
                .param("tenant", tenant.value())
                .param("old", by.atOffset(UTC))
                .query((row, index) -> new IntegrationId(row.getObject("integration_id", UUID.class)))
                .list()
                .forEach(old -> events.publishEvent(
                        new IntegrationNeedsPeople(new IntegrationKey(tenant, old), Reason.OLD_CREDENTIAL)));
    }

    /// A revision was published, so the credential has read, and the one that it replaced is deleted. Says nothing
    /// about
    /// how the run ended.
    public void published(IntegrationKey integration, int revision, Instant at, Counts counts) {
        statement(PUBLISHED, integration)
                .param("revision", revision)
                .param("at", at.atOffset(UTC))
                .param("accounts", counts.accounts())
                .param("absentAccounts", counts.absentAccounts())
                .param("groups", counts.groups())
                .param("stubGroups", counts.stubGroups())
                .param("resources", counts.resources())
                .param("stubs", counts.stubs())
                .param("links", counts.links())
                .param("grants", counts.grants())
                .param("restlessGrants", counts.restlessGrants())
                .update();
        statement(CREDENTIAL_READ, integration).update();
    }

    /// @param old credentials saved by then should be replaced
    void configured(IntegrationKey integration, Instant old) {
        statement(CONFIGURED, integration).param("old", old.atOffset(UTC)).update();
    }

    boolean pause(IntegrationKey integration, String by, Instant at) {
        return statement(PAUSE, integration)
                        .param("by", by)
                        .param("at", at.atOffset(UTC))
                        .update()
                == 1;
    }

    boolean resume(IntegrationKey integration) {
        return statement(RESUME, integration).update() == 1;
    }

    private void ended(IntegrationKey integration, State state, RunReason reason, @Nullable Integer heldRun) {
        statement(ENDED, integration)
                .param("state", state.name().toLowerCase(Locale.ROOT))
                .param("why", StoredReasons.facts(reason))
                .param("heldRun", heldRun)
                .update();
    }

    private JdbcClient.StatementSpec statement(String sql, IntegrationKey integration) {
        return integration.statement(db, sql);
    }

    private static IntegrationStatus status(ResultSet row) throws SQLException {
        return new IntegrationStatus(
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                StoredReasons.ofRun(row.getString("reason"), row.getString("why"))
                        .message(),
                row.getString("paused_by"),
                instant(row, "paused_at"),
                row.getString("requested_by"),
                row.getObject("running_run", Integer.class),
                Objects.requireNonNull(row.getString("progress_text")),
                row.getInt("progress_percent"),
                row.getObject("held_run", Integer.class),
                row.getObject("revision", Integer.class),
                instant(row, "data_from"),
                instant(row, "last_complete_at"),
                CountsColumns.of(row),
                new Change(row.getLong("accounts_change"), row.getLong("groups_change"), row.getLong("grants_change")),
                instant(row, "next_run_at"),
                row.getInt("troubled_runs"),
                row.getBoolean("old_credential"),
                row.getBoolean("lacks_parts"),
                instant(row, "parts_from"),
                row.getObject("parts_run", Integer.class),
                instant(row, "last_good_at"),
                file(row));
    }

    private static IntegrationStatus.@Nullable NewestFile file(ResultSet row) throws SQLException {
        Instant at = instant(row, "file_at");
        return at == null ? null : new IntegrationStatus.NewestFile(at, row.getObject("broken_promise", Integer.class));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
