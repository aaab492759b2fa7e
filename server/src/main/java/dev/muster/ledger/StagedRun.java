package dev.muster.ledger;

import dev.muster.connector.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The staged rows of a run: made fit to publish, counted, measured against what is published, or thrown away.
/// Runs in the caller's tenant transaction.
@Component
public class StagedRun {
    private static final String DROP_INCOMPLETE = """
            with accounts as (
                delete from staged_account
                 where tenant_id = :tenant and integration_id = :integration and run = :run
                   and feed <> all (cast(:complete as text[]))
            ), resources as (
                delete from staged_resource
                 where tenant_id = :tenant and integration_id = :integration and run = :run
                   and feed <> all (cast(:complete as text[]))
            ), grants as (
                delete from staged_grant
                 where tenant_id = :tenant and integration_id = :integration and run = :run
                   and feed <> all (cast(:complete as text[]))
            ), mentions as (
                delete from staged_mention
                 where tenant_id = :tenant and integration_id = :integration and run = :run
                   and feed <> all (cast(:complete as text[]))
            )
            delete from staged_link
             where tenant_id = :tenant and integration_id = :integration and run = :run
               and feed <> all (cast(:complete as text[]))
            """;
    /// By feed, type of resource and value, so that the connector can say which of them it knows.
    private static final String LEVELS = """
            select held.feed, held.resource_type, held.value, count(*) as grants
              from (select feed, resource_type, value
                      from staged_grant
                     where tenant_id = :tenant and integration_id = :integration and run = :run
                    union all
                    select feed, to_type, attributes ->> :level
                      from staged_link
                     where tenant_id = :tenant and integration_id = :integration and run = :run
                       and attributes ->> :level is not null) held
             group by held.feed, held.resource_type, held.value
             order by held.feed, held.resource_type, held.value
            """;
    private static final String STORED = """
            select feed, count(*) as records
              from (select feed from staged_account
                     where tenant_id = :tenant and integration_id = :integration and run = :run and principal
                    union all
                    select feed from staged_resource
                     where tenant_id = :tenant and integration_id = :integration and run = :run and principal
                    union all
                    select feed from staged_grant
                     where tenant_id = :tenant and integration_id = :integration and run = :run and principal
                    union all
                    select feed from staged_link
                     where tenant_id = :tenant and integration_id = :integration and run = :run and principal
                    union all
                    select feed from staged_change
                     where tenant_id = :tenant and integration_id = :integration and run = :run and principal) stored
             group by feed
            """;
    /// Sorted by the place of the feed, not by its name, which takes a third of the time.
    private static final String DIGESTS = """
            select (cast(:feeds as text[]))[place] as feed,
                   encode(sha256(string_agg(digest, ''::bytea order by digest)), 'hex') as digest
              from (select array_position(cast(:feeds as text[]), feed) as place,
                           sha256(convert_to(json_build_array('account', type, external_id)::text, 'UTF8'))
                           || digest as digest
                      from staged_account
                     where tenant_id = :tenant and integration_id = :integration and run = :run
                       and feed = any (cast(:feeds as text[]))
                    union all
                    select array_position(cast(:feeds as text[]), feed),
                           sha256(convert_to(json_build_array('resource', type, external_id)::text, 'UTF8')) || digest
                      from staged_resource
                     where tenant_id = :tenant and integration_id = :integration and run = :run
                       and feed = any (cast(:feeds as text[]))
                    union all
                    select array_position(cast(:feeds as text[]), feed), digest
                      from staged_grant
                     where tenant_id = :tenant and integration_id = :integration and run = :run
                       and feed = any (cast(:feeds as text[]))
                    union all
                    select array_position(cast(:feeds as text[]), feed), digest
                      from staged_link
                     where tenant_id = :tenant and integration_id = :integration and run = :run
                       and feed = any (cast(:feeds as text[]))
                    union all
                    select array_position(cast(:feeds as text[]), feed),
                           sha256(convert_to(jsonb_build_array('change', id, at at time zone 'UTC', action,
                                             on_type, on_id, about_type, about_id, by_type, by_id, how,
                                             attributes)::text, 'UTF8'))
                      from staged_change
                     where tenant_id = :tenant and integration_id = :integration and run = :run
                       and feed = any (cast(:feeds as text[]))) rows
             group by place
            """;
    private static final String ACCOUNTS = """
            select exists (select 1
                             from staged_account
                            where tenant_id = :tenant and integration_id = :integration and run = :run
                              and state <> 'absent')
            """;
    private static final String TRAILS = """
            select feed
              from staged_change
             where tenant_id = :tenant and integration_id = :integration and run = :run
             group by feed
            """;
    private static final String COLLECT_STATISTICS = """
            select analyze_staging()
            """;
    /// What is staged is joined as a whole, in memory that a question of a page does not need. Of a run without
    /// statistics PostgreSQL expects one row, and would look up each of what there are.
    private static final String AS_A_WHOLE = """
            select set_config('enable_nestloop', 'off', true), set_config('work_mem', '64MB', true)
            """;
    /// Of what it takes for one row it would also merge two lists by their type alone, which all rows share, and read
    /// the one again for each row of the other.
    private static final String BY_HASH = """
            select set_config('enable_mergejoin', 'off', true)
            """;
    private static final String ONE_BY_ONE = """
            select set_config('enable_nestloop', 'on', true), set_config('enable_mergejoin', 'on', true)
            """;
    private static final String DISCARD = """
            with accounts as (
                delete from staged_account
                 where tenant_id = :tenant and integration_id = :integration and run = :run
            ), resources as (
                delete from staged_resource
                 where tenant_id = :tenant and integration_id = :integration and run = :run
            ), grants as (
                delete from staged_grant
                 where tenant_id = :tenant and integration_id = :integration and run = :run
            ), changes as (
                delete from staged_change
                 where tenant_id = :tenant and integration_id = :integration and run = :run
            ), mentions as (
                delete from staged_mention
                 where tenant_id = :tenant and integration_id = :integration and run = :run
            )
            delete from staged_link
             where tenant_id = :tenant and integration_id = :integration and run = :run
            """;

    private static final int MANY_RECORDS = 20_000;

    private final JdbcClient db;

    StagedRun(JdbcClient db) {
        this.db = db;
    }

    /// Whether statistics of a run of so many records save more than they cost.
    public static boolean isLarge(long records) {
        return records >= MANY_RECORDS;
    }

    /// Tells PostgreSQL how much is staged, so that it lets several processes work on it. In a short transaction of
    /// its own, since two cannot do it at once.
    public void collectStatistics() {
        db.sql(COLLECT_STATISTICS).query(row -> {});
    }

    /// For statements that look at all rows of a run, from here to the end of the transaction or [#lookUpOneByOne].
    public void joinAsAWhole() {
        db.sql(AS_A_WHOLE).query(row -> {});
    }

    /// The same of a run of which nobody collected statistics.
    public void joinAsAWholeUncounted() {
        joinAsAWhole();
        db.sql(BY_HASH).query(row -> {});
    }

    /// For statements that look up few of many rows.
    void lookUpOneByOne() {
        db.sql(ONE_BY_ONE).query(row -> {});
    }

    /// A level of access as staged grants hold it.
    public record StagedLevel(String feed, String resourceType, String value, long grants) {}

    /// The levels that are held in staged grants and links, fetched and kept ones, and how many of them hold each.
    public List<StagedLevel> levels(RunKey run) {
        return run.statement(db, LEVELS)
                .param("level", Row.Link.LEVEL)
                .query((row, index) -> new StagedLevel(
                        row.getString("feed"),
                        row.getString("resource_type"),
                        row.getString("value"),
                        row.getLong("grants")))
                .list();
    }

    /// Throws away what feeds left behind that were not read to their end. Entries of an audit trail stay: they are
    /// true whatever else there is, and nothing is ever closed for the want of one.
    public void dropIncomplete(RunKey run, Set<String> complete) {
        run.statement(db, DROP_INCOMPLETE).param("complete", array(complete)).update();
    }

    /// Records that are staged now, by feed.
    public Map<String, Long> stored(RunKey run) {
        return RunKey.records(run.statement(db, STORED));
    }

    /// A digest of the staged rows of each of these feeds, the same for the same rows in any order.
    public Map<String, String> digests(RunKey run, Set<String> feeds) {
        Map<String, String> digests = new HashMap<>();
        if (!feeds.isEmpty()) {
            run.statement(db, DIGESTS).param("feeds", array(feeds)).query(row -> {
                digests.put(row.getString("feed"), row.getString("digest"));
            });
        }
        return digests;
    }

    /// Feeds of which entries of an audit trail are staged.
    public Set<String> trails(RunKey run) {
        return run.statement(db, TRAILS)
                .query((row, index) -> row.getString("feed"))
                .set();
    }

    /// Whether any account is staged that a listing showed. A revision without one would be about nobody.
    public boolean hasAccounts(RunKey run) {
        return run.statement(db, ACCOUNTS).query(Boolean.class).single();
    }

    /// Throws the staged rows away.
    public void discard(RunKey run) {
        run.statement(db, DISCARD).update();
    }

    static String[] array(Set<String> feeds) {
        return feeds.toArray(String[]::new);
    }
}
