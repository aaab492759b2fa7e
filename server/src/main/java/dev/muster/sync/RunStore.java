package dev.muster.sync;

import static java.time.ZoneOffset.UTC;

import dev.muster.connector.Credential;
import dev.muster.connector.Feed;
import dev.muster.connector.Problem.Cause;
import dev.muster.host.FeedCertificate;
import dev.muster.host.Note;
import dev.muster.host.Parts;
import dev.muster.host.RunReason;
import dev.muster.integration.IntegrationKey;
import dev.muster.integration.StoredReasons;
import dev.muster.ledger.RunKey;
import dev.muster.sync.SyncRun.Changes;
import dev.muster.sync.SyncRun.Outcome;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The SQL of runs while they live. Runs in the caller's tenant transaction.
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
    /// All feeds at once, since an account of any size has twenty of them.
    private static final String PROGRESS = """
            update sync_feed f
               set state = n.state, reason = '', why = cast(n.why as jsonb), cause = n.cause, request_id = n.request_id,
                   requests = n.requests, pages = n.pages, provider_total = n.provider_total, part_done = n.part_done,
                   part_of = n.part_of, parts_read = n.parts_read, parts_removed = n.parts_removed, unread = n.unread,
                   fetched = n.fetched, kept = n.kept, rejected = n.rejected, started_at = n.started_at,
                   ended_at = n.ended_at
              from jsonb_to_recordset(cast(:feeds as jsonb)) as n (
                       feed text, state text, why text, cause text, request_id text, requests bigint, pages bigint,
                       provider_total bigint, part_done bigint, part_of bigint, parts_read bigint, parts_removed bigint,
                       unread bigint, fetched bigint, kept bigint, rejected bigint, started_at timestamptz,
                       ended_at timestamptz)
             where f.tenant_id = :tenant and f.integration_id = :integration and f.run = :run and f.feed = n.feed
            """;
    private static final String CERTIFY = """
            update sync_feed f
               set stored = n.stored, rejected = n.rejected, duplicates = n.duplicates, unresolved = n.unresolved,
                   unknown = n.unknown, disagreements = n.disagreements, digest = n.digest,
                   has_trail = f.feed = any (cast(:trails as text[]))
              from jsonb_to_recordset(cast(:feeds as jsonb)) as n (
                       feed text, stored bigint, rejected bigint, duplicates bigint, unresolved bigint, unknown bigint,
                       disagreements bigint, digest text)
             where f.tenant_id = :tenant and f.integration_id = :integration and f.run = :run and f.feed = n.feed
            """;
    private static final String INSERT_NOTES = """
            insert into sync_note (tenant_id, integration_id, run, feed, kind, subject, detail)
            select :tenant, :integration, :run, n.feed, n.kind, n.subject, n.detail
              from unnest(cast(:feeds as text[]), cast(:kinds as text[]), cast(:subjects as text[]),
                          cast(:details as text[])) as n (feed, kind, subject, detail)
            on conflict do nothing
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
    private static final String PUT_FEED_AGES = """
            insert into sync_feed_age (tenant_id, integration_id, feed, run, complete_at)
            select :tenant, :integration, n.feed, :run, :at
              from unnest(cast(:feeds as text[])) as n (feed)
            on conflict (tenant_id, integration_id, feed) do update
               set run = excluded.run, complete_at = excluded.complete_at
            """;
    private static final String SETTLE = """
            update sync_run
               set settled = true
             where tenant_id = :tenant and integration_id = :integration and number = :run
            """;
    private static final String CAUSES_BEFORE = """
            select f.feed, f.cause
              from sync_feed f
             where f.tenant_id = :tenant and f.integration_id = :integration and f.cause is not null
               and f.run = (select max(r.number)
                              from sync_run r
                             where r.tenant_id = :tenant and r.integration_id = :integration and r.number < :run
                               and r.outcome in ('complete', 'partial', 'failed'))
            """;
    /// Of the run that is published, where it was read by the same version.
    private static final String PUBLISHED_DIGESTS = """
            select f.feed, f.digest
              from sync_feed f
              join (select r.number, r.connector_version
                      from sync_run r
                     where r.tenant_id = :tenant and r.integration_id = :integration and r.revision is not null
                     order by r.number desc
                     limit 1) newest
                on newest.number = f.run and newest.connector_version = :version
             where f.tenant_id = :tenant and f.integration_id = :integration and f.digest is not null
               and not f.has_trail
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
    private final JsonMapper json;

    RunStore(JdbcClient db, ApplicationEventPublisher events, JsonMapper json) {
        this.db = db;
        this.events = events;
        this.json = json;
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
                .param("feeds", texts(run.application().feeds(), Feed::id))
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

    /// Writes down how far feeds are.
    void progress(RunKey run, Collection<FeedCertificate> feeds) {
        write(statement(PROGRESS, run), feeds.stream().map(RunStore::progress).toList());
    }

    private static Map<String, @Nullable Object> progress(FeedCertificate feed) {
        Cause cause = feed.reason().cause();
        Parts parts = feed.parts();
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("feed", feed.feed());
        columns.put("state", feed.state().word());
        columns.put("why", StoredReasons.facts(feed.reason()));
        columns.put("cause", cause == null ? null : cause.name());
        columns.put("request_id", feed.requestId());
        columns.put("requests", feed.requests());
        columns.put("pages", feed.pages());
        columns.put("provider_total", feed.total());
        columns.put("part_done", parts.done());
        columns.put("part_of", parts.of());
        columns.put("parts_read", parts.read());
        columns.put("parts_removed", parts.removed());
        columns.put("unread", parts.unread());
        columns.put("fetched", feed.fetched());
        columns.put("kept", feed.kept());
        columns.put("rejected", feed.rejected());
        columns.put("started_at", text(feed.startedAt()));
        columns.put("ended_at", text(feed.endedAt()));
        return columns;
    }

    /// Writes down what is proved about feeds.
    ///
    /// @param trails feeds that hold entries of an audit trail
    void certify(RunKey run, Collection<FeedCertificate> proofs, Set<String> trails) {
        write(
                statement(CERTIFY, run).param("trails", texts(trails, feed -> feed)),
                proofs.stream().map(RunStore::proof).toList());
    }

    private static Map<String, @Nullable Object> proof(FeedCertificate proof) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("feed", proof.feed());
        columns.put("stored", proof.stored());
        columns.put("rejected", proof.rejected());
        columns.put("duplicates", proof.duplicates());
        columns.put("unresolved", proof.unresolved());
        columns.put("unknown", proof.unknown());
        columns.put("disagreements", proof.disagreements().count());
        columns.put("digest", proof.digest());
        return columns;
    }

    private void write(JdbcClient.StatementSpec statement, List<Map<String, @Nullable Object>> feeds) {
        statement.param("feeds", json.writeValueAsString(feeds)).update();
    }

    void note(RunKey run, Collection<Note> notes) {
        if (!notes.isEmpty()) {
            statement(INSERT_NOTES, run)
                    .param("feeds", texts(notes, Note::feed))
                    .param("kinds", texts(notes, note -> note.kind().word()))
                    .param("subjects", texts(notes, Note::subject))
                    .param("details", texts(notes, Note::detail))
                    .update();
        }
    }

    /// Notes that what a run lacks is no trouble, before it ends.
    void settle(RunKey run) {
        statement(SETTLE, run).update();
    }

    /// Causes of the feeds that the run before could not read to their end, by their id.
    Map<String, Cause> causesBefore(RunKey run) {
        Map<String, Cause> causes = new HashMap<>();
        statement(CAUSES_BEFORE, run).query(row -> {
            causes.put(row.getString("feed"), Cause.valueOf(row.getString("cause")));
        });
        return causes;
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

    /// Feeds that were read to their end, or but for some parts, in a run that is published.
    void feedsRead(RunKey run, Set<String> feeds, Instant at) {
        statement(PUT_FEED_AGES, run)
                .param("feeds", texts(feeds, feed -> feed))
                .param("at", at.atOffset(UTC))
                .update();
    }

    /// Digests of what is published, by feed: of those that the newest published run read to their end, or but for
    /// some parts.
    Map<String, String> publishedDigests(RunKey run, String version) {
        Map<String, String> digests = new HashMap<>();
        run.integration()
                .statement(db, PUBLISHED_DIGESTS)
                .param("version", version)
                .query(row -> {
                    digests.put(row.getString("feed"), row.getString("digest"));
                });
        return digests;
    }

    /// How much the credential of the newest published run could see; empty before the first.
    Optional<Integer> publishedReach(IntegrationKey integration) {
        return integration.statement(db, PUBLISHED_REACH).query(Integer.class).optional();
    }

    private JdbcClient.StatementSpec statement(String sql, RunKey run) {
        return run.integration().statement(db, sql).param("run", run.run());
    }

    private static <T> String[] texts(Collection<T> all, Function<T, String> text) {
        return all.stream().map(text).toArray(String[]::new);
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    /// A run that has not ended.
    record OpenRun(RunKey key, String startedBy) {}
}
