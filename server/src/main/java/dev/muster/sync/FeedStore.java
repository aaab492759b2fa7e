package dev.muster.sync;

import static java.time.ZoneOffset.UTC;

import dev.muster.connector.Problem.Cause;
import dev.muster.host.FeedCertificate;
import dev.muster.host.Note;
import dev.muster.host.Parts;
import dev.muster.integration.StoredReasons;
import dev.muster.ledger.RunKey;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The SQL of what a run tells of its feeds: how far they are, what is proved about them, and what runs before told.
/// Runs in the caller's tenant transaction.
@Repository
class FeedStore {
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
    private static final String PUT_FEED_AGES = """
            insert into sync_feed_age (tenant_id, integration_id, feed, run, complete_at)
            select :tenant, :integration, n.feed, :run, :at
              from unnest(cast(:feeds as text[])) as n (feed)
            on conflict (tenant_id, integration_id, feed) do update
               set run = excluded.run, complete_at = excluded.complete_at
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

    private final JdbcClient db;
    private final JsonMapper json;

    FeedStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /// Writes down how far feeds are.
    void progress(RunKey run, Collection<FeedCertificate> feeds) {
        write(statement(PROGRESS, run), feeds.stream().map(FeedStore::progress).toList());
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
                proofs.stream().map(FeedStore::proof).toList());
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

    /// Causes of the feeds that the run before could not read to their end, by their id.
    Map<String, Cause> causesBefore(RunKey run) {
        Map<String, Cause> causes = new HashMap<>();
        statement(CAUSES_BEFORE, run).query(row -> {
            causes.put(row.getString("feed"), Cause.valueOf(row.getString("cause")));
        });
        return causes;
    }

    /// Feeds that were read to their end, or but for some parts, in a run that is published.
    void read(RunKey run, Set<String> feeds, Instant at) {
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

    private JdbcClient.StatementSpec statement(String sql, RunKey run) {
        return run.integration().statement(db, sql).param("run", run.run());
    }

    private static <T> String[] texts(Collection<T> all, Function<T, String> text) {
        return all.stream().map(text).toArray(String[]::new);
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
