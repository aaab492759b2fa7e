package dev.muster.ledger;

import dev.muster.connector.Description;
import dev.muster.connector.ResourceType.Part;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What a publication would close, before anything is closed. Runs in the caller's tenant transaction.
@Component
public class Removals {
    private static final String ACCOUNTS = """
            select count(*) as now,
                   count(*) filter (where a.feed = any (cast(:complete as text[])) and s.type is null) as closing
              from account a
              left join staged_account s
                on s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
               and s.type = a.type and s.external_id = a.external_id and s.state <> 'absent'
             where a.tenant_id = :tenant and a.integration_id = :integration
               and a.to_revision is null and a.state <> 'absent'
            """;
    private static final String GROUPS = """
            select count(*) as now,
                   count(*) filter (where r.feed = any (cast(:complete as text[])) and s.type is null) as closing
              from resource r
              left join staged_resource s
                on s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
               and s.type = r.type and s.external_id = r.external_id and s.attributes ->> 'stub' is null
             where r.tenant_id = :tenant and r.integration_id = :integration
               and r.to_revision is null and r.type = any (:groups) and r.attributes ->> 'stub' is null
            """;
    private static final String GRANTS = """
            select g.resource_type,
                   count(*) as now,
                   count(*) filter (where g.feed = any (cast(:complete as text[])) and not exists (
                       select 1 from staged_grant s
                        where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                          and s.account_type = g.account_type and s.account_id = g.account_id
                          and s.resource_type = g.resource_type and s.resource_id = g.resource_id)) as closing
              from access_grant g
             where g.tenant_id = :tenant and g.integration_id = :integration
               and g.to_revision is null
               and g.feed <> all (cast(:restless as text[]))
             group by g.resource_type
             order by g.resource_type
            """;
    /// As above, of what a comparison found to differ.
    private static final String ACCOUNTS_COMPARED = """
            select n.now, c.closing
              from (select count(*) as closing
                      from account_difference
                     where before_state <> 'absent' and before_feed = any (cast(:complete as text[]))
                       and (state is null or state = 'absent')) c
             cross join lateral (
                    select count(*) as now
                      from account
                     where tenant_id = :tenant and integration_id = :integration
                       and to_revision is null and state <> 'absent' and c.closing > 0) n
            """;
    private static final String GROUPS_COMPARED = """
            select n.now, c.closing
              from (select count(*) as closing
                      from resource_difference
                     where type = any (:groups) and not before_stub
                       and before_feed = any (cast(:complete as text[]))
                       and (feed is null or attributes ->> 'stub' is not null)) c
             cross join lateral (
                    select count(*) as now
                      from resource
                     where tenant_id = :tenant and integration_id = :integration
                       and to_revision is null and type = any (:groups) and attributes ->> 'stub' is null
                       and c.closing > 0) n
            """;
    private static final String GRANTS_COMPARED = """
            with closing as (
                select d.resource_type, count(*) as closing
                  from grant_difference d
                 where d.feed is null and d.before_feed = any (cast(:complete as text[]))
                   and d.before_feed <> all (cast(:restless as text[]))
                   and not exists (
                       select 1 from staged_grant s
                        where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                          and s.account_type = d.account_type and s.account_id = d.account_id
                          and s.resource_type = d.resource_type and s.resource_id = d.resource_id)
                 group by d.resource_type
            )
            select n.resource_type, n.now, coalesce(c.closing, 0) as closing
              from (select resource_type, count(*) as now
                      from access_grant
                     where tenant_id = :tenant and integration_id = :integration
                       and to_revision is null
                       and feed <> all (cast(:restless as text[]))
                       and exists (select 1 from closing)
                     group by resource_type) n
              left join closing c on c.resource_type = n.resource_type
             order by n.resource_type
            """;

    private final JdbcClient db;

    Removals(JdbcClient db) {
        this.db = db;
    }

    /// How much of something a publication would close.
    ///
    /// @param now     held at present
    /// @param closing of those, how many would end
    public record Removal(long now, long closing) {

        /// Both together.
        Removal and(Removal other) {
            return new Removal(now + other.now, closing + other.closing);
        }
    }

    /// Accounts, groups and grants that a publication of these feeds would close. A changed role closes nothing
    /// here: the account keeps access to the same thing.
    ///
    /// @param grantsByType by the type of resource they are held on, in its order, so that many of one type cannot
    ///                     hide that few of another disappear
    public record Measured(Removal accounts, Removal groups, SortedMap<String, Removal> grantsByType) {

        /// Grants on resources of all types.
        public Removal grants() {
            return grantsByType.values().stream().reduce(new Removal(0, 0), Removal::and);
        }
    }

    /// Measures a staged run. Grants of feeds that come and go without anybody changing access are not weighed.
    public Measured of(RunKey run, Description application, Set<String> complete) {
        return new Measured(
                measure(run.statement(db, ACCOUNTS), complete),
                measure(
                        run.statement(db, GROUPS)
                                .param("groups", application.types(Part.GROUP).toArray(String[]::new)),
                        complete),
                byType(run.statement(db, GRANTS).param("restless", StagedRun.array(application.restless())), complete));
    }

    /// Measures a run that was just compared, in the same transaction: the same, without another look at all that
    /// is staged. Of what nothing disappears it does not count how much there is.
    public Measured of(Comparison comparison, Description application, Set<String> complete) {
        RunKey run = comparison.run();
        return new Measured(
                measure(run.statement(db, ACCOUNTS_COMPARED), complete),
                measure(
                        run.statement(db, GROUPS_COMPARED)
                                .param("groups", application.types(Part.GROUP).toArray(String[]::new)),
                        complete),
                byType(
                        run.statement(db, GRANTS_COMPARED).param("restless", StagedRun.array(application.restless())),
                        complete));
    }

    private static Removal measure(JdbcClient.StatementSpec statement, Set<String> complete) {
        return statement
                .param("complete", StagedRun.array(complete))
                .query((row, index) -> removal(row))
                .single();
    }

    private static SortedMap<String, Removal> byType(JdbcClient.StatementSpec statement, Set<String> complete) {
        SortedMap<String, Removal> byType = new TreeMap<>();
        statement.param("complete", StagedRun.array(complete)).query(row -> {
            byType.put(row.getString("resource_type"), removal(row));
        });
        return byType;
    }

    private static Removal removal(ResultSet row) throws SQLException {
        return new Removal(row.getLong("now"), row.getLong("closing"));
    }
}
