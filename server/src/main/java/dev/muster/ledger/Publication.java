package dev.muster.ledger;

import static java.time.ZoneOffset.UTC;

import dev.muster.connector.Description;
import dev.muster.ledger.Comparison.Changed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Turns a staged run into the next revision, and is the only writer of access data. Runs in the caller's
/// tenant transaction, so that readers see the whole revision or nothing of it.
///
/// Only what differs is touched: a fact is closed when its feed was read completely and no longer shows it, or
/// shows another content, and opened when it is new. An unchanged day writes a revision and no fact. What differs is
/// found once, by [#compare], for the guard and the publication alike.
@Component
public class Publication {
    /// Also names the integration to this transaction, which may then open and close facts at that revision alone.
    private static final String NEXT_REVISION = """
            select coalesce(max(number), 0) + 1 as next,
                   set_config('app.integration', cast(:integration as text), true)
              from revision
             where tenant_id = :tenant
               and integration_id = :integration
            """;
    private static final String INSERT_REVISION = """
            insert into revision (tenant_id, integration_id, number, run, published_at, accounts, groups, grants,
                                  added, removed, changed, changes)
            values (:tenant, :integration, :revision, :run, :at, :accounts, :groups, :grants, :added, :removed, :changed,
                    case when :compared then revision_changes_counted(:tenant, :integration, :revision) else '[]' end)
            """;

    private static final Statements ACCOUNTS = AccountFacts.STATEMENTS;
    private static final Statements RESOURCES = ResourceFacts.STATEMENTS;
    private static final Statements GRANTS = GrantFacts.STATEMENTS;
    private static final Statements LINKS = LinkFacts.STATEMENTS;
    private static final String TABLES =
            String.join("", List.of(ACCOUNTS.table(), RESOURCES.table(), GRANTS.table(), LINKS.table()));
    private static final String FEEDS = """
            select feed
              from (select feed from account_difference union select before_feed from account_difference
                    union select feed from resource_difference union select before_feed from resource_difference
                    union select feed from grant_difference union select before_feed from grant_difference
                    union select feed from link_difference union select before_feed from link_difference) differing
             where feed is not null
            """;
    private static final String COLLECT_STATISTICS = """
            select analyze_access(:accounts, :resources, :grants, :links, :entries)
            """;

    /// How one kind of fact is held against a run, and published.
    ///
    /// @param table   makes the temporary table for what differs, or empties it
    /// @param compare fills it with what differs
    /// @param close   ends the facts that are no longer shown, or shown otherwise
    /// @param open    begins those that are new, or shown otherwise
    /// @param count   asks how many were added, removed and changed
    record Statements(String table, String compare, String close, String open, String count) {

        /// How many differ.
        private long compare(JdbcClient db, RunKey run) {
            return run.statement(db, compare).update();
        }

        private Changed replace(JdbcClient db, PublicationStep step) {
            step.write(db, close);
            step.write(db, open);
            return step.changed(db, count);
        }
    }

    /// Rows that a publication wrote at most, table by table.
    ///
    /// @param entries of the application's audit trail
    public record Written(long accounts, long resources, long grants, long links, long entries) {
        /// What a comparison found to differ, and what came of it.
        public static Written of(Comparison compared, Published published) {
            return new Written(
                    compared.accounts(),
                    compared.resources(),
                    compared.grants(),
                    compared.links(),
                    published.entries());
        }
    }

    private final StagedRun staged;
    private final UnreadFacts unread;
    private final ChangeRecords trail;
    private final RevisionCounts counts;
    private final JdbcClient db;

    Publication(StagedRun staged, UnreadFacts unread, ChangeRecords trail, RevisionCounts counts, JdbcClient db) {
        this.staged = staged;
        this.unread = unread;
        this.trail = trail;
        this.counts = counts;
        this.db = db;
    }

    /// Holds a staged run against what is published. The caller has dropped duplicates and incomplete feeds and
    /// holds the lock of the integration, so that nothing is published between this and [#publish].
    public Comparison compare(RunKey run) {
        db.sql(TABLES).update();
        staged.joinAsAWhole();
        long accountsDiffer = ACCOUNTS.compare(db, run);
        long resourcesDiffer = RESOURCES.compare(db, run);
        long grantsDiffer = GRANTS.compare(db, run);
        long linksDiffer = LINKS.compare(db, run);
        staged.lookUpOneByOne();
        Set<String> feeds =
                db.sql(FEEDS).query((row, index) -> row.getString("feed")).set();
        return new Comparison(run, feeds, accountsDiffer, resourcesDiffer, grantsDiffer, linksDiffer);
    }

    /// Publishes a staged run, in the transaction that compared it.
    ///
    /// Grants of feeds that come and go without anybody changing access are published and counted like all others,
    /// but left out of what the revision is said to have changed.
    ///
    /// @param complete feeds read to their end; only their rows are closed by absence
    /// @param clock    tells when it is published, asked last of all: whoever opens a list between that moment and
    ///                 the commit does not see the revision yet, and would find it on the next page
    public Published publish(
            Comparison comparison, Description application, Set<String> complete, InstantSource clock) {
        RunKey run = comparison.run();
        int revision = run.statement(db, NEXT_REVISION)
                .query((row, index) -> row.getInt("next"))
                .single();
        var step = new PublicationStep(run, revision, complete, application.restless());
        Changed changed = replace(step, comparison);
        unread.replace(step);
        int entries = trail.keep(run);
        Published published = new Published(
                revision, counts.of(step, application), changed.added(), changed.removed(), changed.changed(), entries);
        insert(run, published, revision > 1 && !comparison.isEmpty(), clock.instant());
        return published;
    }

    private Changed replace(PublicationStep step, Comparison comparison) {
        return replaced(comparison.accounts(), () -> ACCOUNTS.replace(db, step))
                .and(replaced(comparison.resources(), () -> RESOURCES.replace(db, step)))
                .and(replaced(comparison.grants(), () -> GRANTS.replace(db, step)))
                .and(replaced(comparison.links(), () -> LINKS.replace(db, step)));
    }

    private static Changed replaced(long differing, Supplier<Changed> replacing) {
        return differing == 0 ? Changed.NOTHING : replacing.get();
    }

    /// Tells PostgreSQL how much is published, so that readers and the next run are planned for so many rows, where
    /// that makes a difference. In a short transaction of its own, since two cannot do it at once.
    public void collectStatistics(Written written) {
        db.sql(COLLECT_STATISTICS)
                .param("accounts", written.accounts())
                .param("resources", written.resources())
                .param("grants", written.grants())
                .param("links", written.links())
                .param("entries", written.entries())
                .query(row -> {});
    }

    private void insert(RunKey run, Published published, boolean compared, Instant at) {
        run.statement(db, INSERT_REVISION)
                .param("revision", published.revision())
                .param("at", at.atOffset(UTC))
                .param("accounts", published.counts().accounts())
                .param("groups", published.counts().groups())
                .param("grants", published.counts().grants())
                .param("added", published.added())
                .param("removed", published.removed())
                .param("changed", published.changed())
                .param("compared", compared)
                .update();
    }
}
