package dev.muster.sync;

import static java.time.ZoneOffset.UTC;

import dev.muster.connector.Credential;
import dev.muster.connector.Feed;
import dev.muster.host.RunReason;
import dev.muster.integration.IntegrationKey;
import dev.muster.integration.StoredReasons;
import dev.muster.ledger.RunKey;
import dev.muster.sync.SyncRun.Changes;
import dev.muster.sync.SyncRun.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The SQL of runs while they live; that of their feeds stands in [FeedStore]. Runs in the caller's tenant transaction.
@Repository
class RunStore {
    private static final String NEXT_NUMBER = """
            select coalesce(max(number), 0) + 1
              from sync_run
             where tenant_id = :tenant and integration_id = :integration
            """;
    /// At most one, as its unique index sees to.
    private static final String OPEN_RUN = """
            select number, started_by
              from sync_run
             where tenant_id = :tenant and integration_id = :integration and outcome is null
            """;
    private static final String UNENDED = """
            select number
              from sync_run
             where tenant_id = :tenant and integration_id = :integration and (outcome is null or outcome = 'held')
             order by number
            """;
    private static final String INSERT = """
            insert into sync_run (tenant_id, integration_id, number, started_at, started_by, connector_version, configuration)
            values (:tenant, :integration, :run, :at, :by, :version, :configuration)
            """;
    private static final String INSERT_FEEDS = """
            insert into sync_feed (tenant_id, integration_id, run, feed, position, state)
            select :tenant, :integration, :run, n.feed, n.place - 1, 'waiting'
              from unnest(cast(:feeds as text[])) with ordinality as n (feed, place)
            """;
    /// The row lock makes a run that is taken over wait for the batch that is being staged, and the other way
    /// round.
    private static final String IS_MINE = """
            select count(*)
              from (select 1
                      from sync_run
                     where tenant_id = :tenant and integration_id = :integration and number = :run and outcome is null
                       for share) mine
            """;
    private static final String CANCEL = """
            update sync_run
               set cancelled_by = :by
             where tenant_id = :tenant and integration_id = :integration and outcome is null and cancelled_by is null
            """;
    private static final String CANCELLED_BY = """
            select cancelled_by
              from sync_run
             where tenant_id = :tenant and integration_id = :integration and number = :run
            """;
    private static final String REASON = """
            select reason, why
              from sync_run
             where tenant_id = :tenant and integration_id = :integration and number = :run
            """;
    private static final String END = """
            update sync_run
               set outcome = :outcome, reason = '', why = cast(:why as jsonb), ended_at = :at
             where tenant_id = :tenant and integration_id = :integration and number = :run
               and (outcome is null or outcome = 'held')
            """;
    private static final String SEEN = """
            update sync_run
               set credential_kind = :kind, credential_reach = :reach, credential = :fingerprint, far_account = :account
             where tenant_id = :tenant and integration_id = :integration and number = :run
            """;
    private static final String CERTIFIED = """
            update sync_run
               set digest = :digest
             where tenant_id = :tenant and integration_id = :integration and number = :run
            """;
    private static final String PUBLISHED = """
            update sync_run
               set revision = :revision, added = :added, removed = :removed, changed = :changed
             where tenant_id = :tenant and integration_id = :integration and number = :run
            """;
    private static final String SETTLE = """
            update sync_run
               set settled = true
             where tenant_id = :tenant and integration_id = :integration and number = :run
            """;
    private static final String PUBLISHED_REACH = """
            select credential_reach
              from sync_run
             where tenant_id = :tenant and integration_id = :integration
               and outcome in ('complete', 'partial') and credential_reach is not null
             order by number desc
             limit 1
            """;

    private final JdbcClient db;
    private final ApplicationEventPublisher events;

    RunStore(JdbcClient db, ApplicationEventPublisher events) {
        this.db = db;
        this.events = events;
    }

    int nextNumber(IntegrationKey integration) {
        return integration.statement(db, NEXT_NUMBER).query(Integer.class).single();
    }

    /// The run without an outcome: when a new one begins, a run whose server died.
    Optional<OpenRun> open(IntegrationKey integration) {
        return integration
                .statement(db, OPEN_RUN)
                .query((row, index) ->
                        new OpenRun(new RunKey(integration, row.getInt("number")), row.getString("started_by")))
                .optional();
    }

    /// Those that read or wait for a decision.
    List<RunKey> unended(IntegrationKey integration) {
        return integration
                .statement(db, UNENDED)
                .query((row, index) -> new RunKey(integration, row.getInt("number")))
                .list();
    }

    void insert(ActiveRun run, String startedBy) {
        statement(INSERT, run.key())
                .param("at", run.startedAt().atOffset(UTC))
                .param("by", startedBy)
                .param("version", run.application().version())
                .param("configuration", run.integration().connection())
                .update();
        statement(INSERT_FEEDS, run.key())
                .param("feeds", run.application().feeds().stream().map(Feed::id).toArray(String[]::new))
                .update();
    }

    /// @throws RunLost when the run has an outcome already or is gone
    void requireMine(ActiveRun run) {
        if (statement(IS_MINE, run.key()).query(Long.class).single() == 0) {
            throw new RunLost(run);
        }
    }

    /// Asks the run that reads now to stop; false when none reads or it was asked before.
    boolean cancel(IntegrationKey integration, String by) {
        return integration.statement(db, CANCEL).param("by", by).update() == 1;
    }

    Optional<String> cancelledBy(RunKey run) {
        return statement(CANCELLED_BY, run)
                .query((row, index) -> Optional.ofNullable(row.getString("cancelled_by")))
                .single();
    }

    /// Why a run that ended did not end complete.
    RunReason reason(RunKey run) {
        return statement(REASON, run)
                .query((row, index) -> StoredReasons.ofRun(row.getString("reason"), row.getString("why")))
                .single();
    }

    /// Notes that what a run lacks is no trouble, before it ends.
    void settle(RunKey run) {
        statement(SETTLE, run).update();
    }

    /// Gives a run its outcome; the log hears of those that are not complete.
    void end(RunKey run, Outcome outcome, RunReason reason, Instant at) {
        statement(END, run)
                .param("outcome", outcome.word())
                .param("why", StoredReasons.facts(reason))
                .param("at", at.atOffset(UTC))
                .update();
        events.publishEvent(new RunEnded(run.integration(), run.run(), outcome));
        RunLog.ended(run, outcome, reason);
    }

    void seen(RunKey run, Credential credential) {
        statement(SEEN, run)
                .param("kind", credential.kind())
                .param("reach", credential.reach())
                .param("fingerprint", credential.fingerprint())
                .param("account", credential.account())
                .update();
    }

    void certified(RunKey run, String digest) {
        statement(CERTIFIED, run).param("digest", digest).update();
    }

    void published(RunKey run, int revision, Changes changes) {
        statement(PUBLISHED, run)
                .param("revision", revision)
                .param("added", changes.added())
                .param("removed", changes.removed())
                .param("changed", changes.changed())
                .update();
    }

    /// How much the credential of the newest published run could see; empty before the first.
    Optional<Integer> publishedReach(IntegrationKey integration) {
        return integration.statement(db, PUBLISHED_REACH).query(Integer.class).optional();
    }

    private JdbcClient.StatementSpec statement(String sql, RunKey run) {
        return run.integration().statement(db, sql).param("run", run.run());
    }

    /// A run that has not ended.
    record OpenRun(RunKey key, String startedBy) {}
}
