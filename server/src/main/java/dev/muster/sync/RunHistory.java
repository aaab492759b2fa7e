package dev.muster.sync;

import static java.time.ZoneOffset.UTC;

import dev.muster.connector.Key;
import dev.muster.connector.Problem.Cause;
import dev.muster.database.TenantTransactions;
import dev.muster.host.Disagreements;
import dev.muster.host.FeedCertificate;
import dev.muster.host.FeedReason;
import dev.muster.host.Note;
import dev.muster.host.Parts;
import dev.muster.integration.IntegrationKey;
import dev.muster.integration.StoredReasons;
import dev.muster.ledger.RunKey;
import dev.muster.problem.NoSuchThing;
import dev.muster.sync.SyncRun.Changes;
import dev.muster.sync.SyncRun.Outcome;
import dev.muster.sync.SyncRun.SeenCredential;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The runs of an integration and what each can prove.
@Component
public class RunHistory {
    private static final String OF_INTEGRATION = """
              from sync_run
             where tenant_id = :tenant and integration_id = :integration
            """;
    private static final String RUNS = """
            select number, started_at, started_by, ended_at, outcome, reason, why, cancelled_by, connector_version,
                   credential_kind, credential_reach, credential, far_account, revision, added, removed, changed, digest
            """ + OF_INTEGRATION;
    /// What the list is narrowed to.
    private static final String LISTED = """
               and (:filter = 'all'
                    or (:filter = 'changes' and added + removed + changed > 0)
                    or (:filter = 'incomplete' and outcome <> 'complete'))
            """;
    private static final String PAGE = RUNS + LISTED + """
               and number < :before
             order by number desc
             limit :limit
            """;
    private static final String COUNT = "select count(*)" + OF_INTEGRATION + LISTED + """
               and number > :from
            """;
    /// A page of newer runs: the oldest of those above a number come first, so that the page ends right above
    /// it.
    private static final String NEWER = RUNS + LISTED + """
               and number >= :before
             order by number
             limit :limit
            """;
    /// One row for each local day on which a run ended, with the best outcome of that day.
    private static final String DAYS = """
            select (ended_at at time zone :zone)::date as day,
                   min(case outcome when 'complete' then 1 when 'partial' then 2 when 'held' then 2 else 3 end) as best
              from sync_run
             where tenant_id = :tenant and integration_id = :integration
               and ended_at >= :since
               and outcome <> 'cancelled'
             group by 1
             order by 1
            """;
    private static final String USUAL_REQUESTS = """
            select sum(f.requests)::bigint as requests
              from sync_feed f
             where f.tenant_id = :tenant and f.integration_id = :integration
               and f.run = (select max(r.number) from sync_run r
                             where r.tenant_id = :tenant and r.integration_id = :integration
                               and (r.outcome = 'complete' or r.settled))
            """;
    private static final String NEWEST_WITH_CREDENTIAL = RUNS + """
               and number < :before
               and credential_kind is not null and outcome in ('complete', 'partial')
             order by number desc
             limit 1
            """;
    private static final String ONE = RUNS + """
               and number = :run
            """;
    private static final String FEEDS = """
            select feed, state, reason, cause, lacking, lacking_why, why, request_id, requests, pages, provider_total, part_done, part_of,
                   parts_read, parts_removed, unread, fetched, kept, stored,
                   rejected, duplicates, unresolved, unknown, disagreements, digest, started_at, ended_at
              from sync_feed
             where tenant_id = :tenant and integration_id = :integration and run = :run
             order by position
            """;
    private static final String NOTES = """
            select feed, kind, subject, detail
              from sync_note
             where tenant_id = :tenant and integration_id = :integration and run = :run
             order by feed, kind, subject
            """;
    /// Feeds whose rows are not of the newest revision.
    private static final String OLDER = """
            select a.feed, a.run, a.complete_at
              from sync_feed_age a
             where a.tenant_id = :tenant and a.integration_id = :integration
               and a.run <> (select r.number
                               from sync_run r
                              where r.tenant_id = :tenant and r.integration_id = :integration
                                and r.revision is not null
                              order by r.revision desc
                              limit 1)
             order by a.feed
            """;
    /// Whether the newest run ended in trouble that a later run can outlive by itself: of the application, or,
    /// when no feed has a cause, of Muster and its database.
    private static final String MAY_PASS = """
            select exists (
                select 1
                  from sync_run r
                 where r.tenant_id = :tenant and r.integration_id = :integration
                   and r.number = (select max(n.number) from sync_run n
                                    where n.tenant_id = :tenant and n.integration_id = :integration)
                   and not r.settled
                   and (exists (select 1 from sync_feed f
                                 where f.tenant_id = :tenant and f.integration_id = :integration and f.run = r.number
                                   and r.outcome in ('failed', 'partial')
                                   and f.cause in ('UNREACHABLE', 'FAILING', 'RATE_LIMITED', 'MALFORMED_ANSWER',
                                                   'NOT_WHOLE'))
                        or r.outcome = 'failed'
                           and not exists (select 1 from sync_feed f
                                            where f.tenant_id = :tenant and f.integration_id = :integration
                                              and f.run = r.number and f.cause is not null)))
            """;

    private final TenantTransactions transactions;
    private final JdbcClient db;
    private final UnreadParts unread;
    private final StoredDisagreements disagreements;

    RunHistory(TenantTransactions transactions, JdbcClient db, UnreadParts unread, StoredDisagreements disagreements) {
        this.transactions = transactions;
        this.db = db;
        this.unread = unread;
        this.disagreements = disagreements;
    }

    /// Which runs are asked for.
    public enum Filter {
        ALL,
        CHANGES,
        INCOMPLETE
    }

    /// A run with its completeness certificate.
    ///
    /// @param unread the first parts of each feed that could not be read; a run of an earlier version has notes
    ///               alone
    /// @param names  what the things that two witnesses told differently of were called
    public record Certificate(
            SyncRun run,
            List<FeedCertificate> feeds,
            List<Note> notes,
            List<UnreadParts.Told> unread,
            Map<Key, String> names) {
        public Certificate {
            feeds = List.copyOf(feeds);
            notes = List.copyOf(notes);
            unread = List.copyOf(unread);
            names = Map.copyOf(names);
        }

        /// What a thing was called in the run; its id when nothing told that.
        public String name(Key thing) {
            return names.getOrDefault(thing, thing.id());
        }
    }

    /// At most `limit` runs before a number, newest first.
    public List<SyncRun> page(IntegrationKey integration, Filter filter, int before, int limit) {
        return transactions.read(
                integration.tenant(),
                () -> statement(PAGE, integration)
                        .param("before", before)
                        .param("filter", filter.name().toLowerCase(Locale.ROOT))
                        .param("limit", limit)
                        .query((row, index) -> run(row))
                        .list());
    }

    /// How many runs a filter lets through, of those with a higher number than `from`.
    public long count(IntegrationKey integration, Filter filter, int from) {
        return transactions.read(
                integration.tenant(),
                () -> statement(COUNT, integration)
                        .param("filter", filter.name().toLowerCase(Locale.ROOT))
                        .param("from", from)
                        .query(Long.class)
                        .single());
    }

    /// Where the page before one begins: the number to ask [#page] for runs before; empty for the newest page.
    public Optional<Integer> pageBefore(IntegrationKey integration, Filter filter, int before, int limit) {
        List<SyncRun> newer = transactions.read(
                integration.tenant(),
                () -> statement(NEWER, integration)
                        .param("filter", filter.name().toLowerCase(Locale.ROOT))
                        .param("before", before)
                        .param("limit", limit + 1)
                        .query((row, index) -> run(row))
                        .list());
        return newer.size() > limit ? Optional.of(newer.getLast().number()) : Optional.empty();
    }

    /// The best outcome of each local day since a moment on which a run ended.
    public Map<LocalDate, Outcome> days(IntegrationKey integration, ZoneId zone, Instant since) {
        return transactions.read(integration.tenant(), () -> {
            Map<LocalDate, Outcome> days = new TreeMap<>();
            statement(DAYS, integration)
                    .param("zone", zone.getId())
                    .param("since", since.atOffset(UTC))
                    .query(row -> {
                        days.put(row.getObject("day", LocalDate.class), best(row.getInt("best")));
                    });
            return days;
        });
    }

    /// Requests of the newest run that asked for everything it could get, as an estimate for the next; empty before
    /// the first.
    public Optional<Long> usualRequests(IntegrationKey integration) {
        return transactions.read(
                integration.tenant(),
                () -> statement(USUAL_REQUESTS, integration)
                        .query((row, index) -> Optional.ofNullable(row.getObject("requests", Long.class)))
                        .single());
    }

    /// The newest published run before a number that knows what its credential was.
    public Optional<SyncRun> publishedBefore(IntegrationKey integration, int before) {
        return transactions.read(
                integration.tenant(),
                () -> statement(NEWEST_WITH_CREDENTIAL, integration)
                        .param("before", before)
                        .query((row, index) -> run(row))
                        .optional());
    }

    /// One run with its certificate.
    ///
    /// @throws NoSuchThing when the integration has no such run
    public Certificate certificate(RunKey run) {
        return transactions.read(run.tenant(), () -> {
            StoredDisagreements.OfRun differing = disagreements.of(run);
            return new Certificate(
                    ofRun(ONE, run)
                            .query((row, index) -> run(row))
                            .optional()
                            .orElseThrow(() -> new NoSuchThing("This integration has no run %d".formatted(run.run()))),
                    ofRun(FEEDS, run)
                            .query((row, index) -> feed(row, differing))
                            .list(),
                    ofRun(NOTES, run).query((row, index) -> note(row)).list(),
                    unread.of(run),
                    differing.names());
        });
    }

    /// A feed whose rows are older than the newest revision: no later run that was published read it to its end.
    ///
    /// @param run      that read them
    /// @param dataFrom when they were published
    public record OlderFeed(String feed, int run, Instant dataFrom) {}

    /// Feeds whose rows are older than the newest revision, by id. One that was never read to its end has no rows.
    public List<OlderFeed> olderFeeds(IntegrationKey integration) {
        return transactions.read(
                integration.tenant(),
                () -> statement(OLDER, integration)
                        .query((row, index) -> new OlderFeed(
                                row.getString("feed"),
                                row.getInt("run"),
                                row.getObject("complete_at", OffsetDateTime.class)
                                        .toInstant()))
                        .list());
    }

    /// Parts of feeds whose rows are older than the newest revision.
    public List<UnreadParts.OfFeed> olderParts(IntegrationKey integration) {
        return transactions.read(integration.tenant(), () -> unread.ofNewest(integration));
    }

    /// Whether the newest run ended by a trouble that may pass by itself.
    boolean newestMayPass(IntegrationKey integration) {
        return statement(MAY_PASS, integration).query(Boolean.class).single();
    }

    private JdbcClient.StatementSpec ofRun(String sql, RunKey run) {
        return statement(sql, run.integration()).param("run", run.run());
    }

    private JdbcClient.StatementSpec statement(String sql, IntegrationKey integration) {
        return integration.statement(db, sql);
    }

    private static SyncRun run(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        return new SyncRun(
                row.getInt("number"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getString("started_by"),
                instant(row, "ended_at"),
                outcome == null ? null : Outcome.valueOf(outcome.toUpperCase(Locale.ROOT)),
                StoredReasons.ofRun(row.getString("reason"), row.getString("why")),
                row.getString("cancelled_by"),
                row.getString("connector_version"),
                credential(row),
                row.getObject("revision", Integer.class),
                new Changes(row.getLong("added"), row.getLong("removed"), row.getLong("changed")),
                row.getString("digest"));
    }

    private static Outcome best(int rank) {
        return switch (rank) {
            case 1 -> Outcome.COMPLETE;
            case 2 -> Outcome.PARTIAL;
            default -> Outcome.FAILED;
        };
    }

    private static @Nullable SeenCredential credential(ResultSet row) throws SQLException {
        String kind = row.getString("credential_kind");
        return kind == null
                ? null
                : new SeenCredential(
                        kind,
                        row.getInt("credential_reach"),
                        row.getString("credential"),
                        row.getString("far_account"));
    }

    private static FeedCertificate feed(ResultSet row, StoredDisagreements.OfRun differing) throws SQLException {
        String feed = row.getString("feed");
        return new FeedCertificate(
                feed,
                FeedCertificate.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                reason(row),
                row.getString("request_id"),
                row.getLong("requests"),
                row.getLong("pages"),
                row.getObject("provider_total", Long.class),
                new Parts(
                        row.getObject("part_done", Long.class),
                        row.getObject("part_of", Long.class),
                        row.getLong("parts_read"),
                        row.getLong("parts_removed"),
                        row.getLong("unread")),
                row.getLong("fetched"),
                row.getLong("kept"),
                row.getLong("stored"),
                row.getLong("rejected"),
                row.getLong("duplicates"),
                row.getLong("unresolved"),
                row.getLong("unknown"),
                new Disagreements(row.getLong("disagreements"), differing.first(feed)),
                row.getString("digest"),
                instant(row, "started_at"),
                instant(row, "ended_at"));
    }

    private static FeedReason reason(ResultSet row) throws SQLException {
        String told = Objects.requireNonNull(row.getString("reason"));
        String cause = row.getString("cause");
        return told.isEmpty()
                ? StoredReasons.ofFeed(row.getString("why"))
                : new FeedReason.Told(
                        told,
                        cause == null ? null : Cause.valueOf(cause),
                        row.getLong("unread"),
                        row.getString("lacking"),
                        row.getString("lacking_why"));
    }

    private static Note note(ResultSet row) throws SQLException {
        return new Note(
                row.getString("feed"),
                Note.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("subject"),
                row.getString("detail"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
