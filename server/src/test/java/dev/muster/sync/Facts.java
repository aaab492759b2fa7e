package dev.muster.sync;

import dev.muster.integration.StoredReasons;
import dev.muster.simulator.account.SimulatedAccount;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// What the database holds of one integration, read past the server. Lists, not sets: a row that is there twice shows.
final class Facts {
    private static final String ENTER = """
            select set_config('app.tenant', :tenant, false)
            """;
    private static final String ACCOUNTS = """
            select external_id
              from account
             where tenant_id = cast(:tenant as uuid) and integration_id = :integration
               and to_revision is null and state <> 'absent'
             order by external_id
            """;
    private static final String GRANTS = """
            select concat_ws(' ', account_id, resource_type, resource_id, value)
              from access_grant
             where tenant_id = cast(:tenant as uuid) and integration_id = :integration and to_revision is null
               and resource_type in ('account', 'team')
             order by 1
            """;
    /// Every fact there ever was: two that hold at the same time are one too many.
    private static final String OVERLAPS = """
            select count(*)
              from account one
              join account other using (tenant_id, integration_id, type, external_id)
             where one.tenant_id = cast(:tenant as uuid) and one.integration_id = :integration
               and one.from_revision < other.from_revision
               and (one.to_revision is null or one.to_revision > other.from_revision)
            """;
    private static final String FACTS_EVER = """
            select (select count(*) from account
                     where tenant_id = cast(:tenant as uuid) and integration_id = :integration and state <> 'absent')
                 + (select count(*) from access_grant
                     where tenant_id = cast(:tenant as uuid) and integration_id = :integration
                       and resource_type in ('account', 'team'))
            """;
    private static final String REVISIONS = """
            select number
              from revision
             where tenant_id = cast(:tenant as uuid) and integration_id = :integration
             order by number
            """;
    private static final String STAGED = """
            select (select count(*) from staged_account
                     where tenant_id = cast(:tenant as uuid) and integration_id = :integration)
                 + (select count(*) from staged_resource
                     where tenant_id = cast(:tenant as uuid) and integration_id = :integration)
                 + (select count(*) from staged_grant
                     where tenant_id = cast(:tenant as uuid) and integration_id = :integration)
                 + (select count(*) from staged_link
                     where tenant_id = cast(:tenant as uuid) and integration_id = :integration)
                 + (select count(*) from staged_change
                     where tenant_id = cast(:tenant as uuid) and integration_id = :integration)
                 + (select count(*) from staged_mention
                     where tenant_id = cast(:tenant as uuid) and integration_id = :integration)
            """;
    private static final String AUDITED = """
            select count(*)
              from audit_entry one
              left join audit_entry former
                on former.tenant_id = one.tenant_id and former.number = one.number - 1
             where one.tenant_id = cast(:tenant as uuid)
               and (former.hash = one.previous_hash or one.number = 1)
            """;
    private static final String NEWEST_RUN = """
            select coalesce(max(number), 0)
              from sync_run
             where tenant_id = cast(:tenant as uuid) and integration_id = :integration
            """;
    private static final String RUN = """
            select number, coalesce(outcome, '') as outcome, reason, why, coalesce(revision, 0) as revision
              from sync_run
             where tenant_id = cast(:tenant as uuid) and integration_id = :integration and number = :run
            """;
    private static final String READER = """
            select coalesce(picked_by, '')
              from scheduled_tasks
             where task_instance = :instance
            """;

    private static final String EMPTY_STAGING = """
            truncate staged_account, staged_resource, staged_grant, staged_link, staged_change, staged_mention
            """;

    private static final String FORGET = """
            update sync_run
               set memory = null
             where tenant_id = cast(:tenant as uuid) and integration_id = :integration
            """;

    private static final RowMapper<String> TEXT = (row, index) -> row.getString(1);

    private final DataSource database;
    private final UUID tenant;
    private final UUID integration;

    Facts(DataSource database, UUID tenant, UUID integration) {
        this.database = database;
        this.tenant = tenant;
        this.integration = integration;
    }

    /// A run as the database has it.
    ///
    /// @param outcome  empty while it reads, `none` before it begins
    /// @param revision 0 when it published none
    record StoredRun(int number, String outcome, String reason, int revision) {}

    /// What a reader is shown: who is there, and who holds which base role and team role.
    record Published(List<Integer> revisions, List<String> accounts, List<String> grants) {}

    /// What is published now.
    Published published() {
        return ask(db -> new Published(
                statement(db, REVISIONS).query((row, index) -> row.getInt(1)).list(),
                statement(db, ACCOUNTS).query(TEXT).list(),
                statement(db, GRANTS).query(TEXT).list()));
    }

    /// What would have to be published of the account as it is now.
    static Published truth(SimulatedAccount account, List<Integer> revisions) {
        List<String> grants = new ArrayList<>();
        account.users().forEach(user -> grants.add("%s account account %s".formatted(user.id(), user.role())));
        account.teams()
                .forEach(team -> account.membersOf(team.id())
                        .forEach(member ->
                                grants.add("%s team %s %s".formatted(member.userId(), team.id(), member.role()))));
        return new Published(
                revisions,
                account.users().stream().map(user -> user.id()).sorted().toList(),
                grants.stream().sorted().toList());
    }

    /// Pairs of one account's facts that hold in the same revision.
    long overlaps() {
        return ask(db -> statement(db, OVERLAPS).query(Long.class).single());
    }

    /// Accounts, base roles and team roles that ever held, ended ones too.
    long ever() {
        return ask(db -> statement(db, FACTS_EVER).query(Long.class).single());
    }

    /// Rows that wait in staging.
    long staged() {
        return ask(db -> statement(db, STAGED).query(Long.class).single());
    }

    /// What the recovery of PostgreSQL does to unlogged tables.
    void emptyStaging() {
        ask(db -> db.sql(EMPTY_STAGING).update());
    }

    /// Forgets what earlier runs left behind for the connector: the next asks for the members of every team.
    void forgetMemory() {
        ask(db -> statement(db, FORGET).update());
    }

    /// Audit entries of the whole tenant that continue the chain.
    long audited() {
        return ask(db -> db.sql(AUDITED)
                .param("tenant", tenant.toString())
                .query(Long.class)
                .single());
    }

    int newestRun() {
        return ask(db -> statement(db, NEWEST_RUN).query(Integer.class).single());
    }

    StoredRun run(int number) {
        return ask(db -> statement(db, RUN)
                .param("run", number)
                .query((row, index) -> new StoredRun(
                        row.getInt("number"),
                        row.getString("outcome"),
                        StoredReasons.ofRun(row.getString("reason"), row.getString("why"))
                                .sentence(),
                        row.getInt("revision")))
                .optional()
                .orElse(new StoredRun(number, "none", "", 0)));
    }

    /// Name of the scheduler of the server that reads now; empty when none does.
    String reader() {
        return ask(db -> db.sql(READER)
                .param("instance", tenant + "/" + integration)
                .query(String.class)
                .optional()
                .orElse(""));
    }

    private JdbcClient.StatementSpec statement(JdbcClient db, String sql) {
        return db.sql(sql).param("tenant", tenant.toString()).param("integration", integration);
    }

    private <T> T ask(Function<JdbcClient, T> question) {
        try (Connection connection = database.getConnection()) {
            JdbcClient db = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            db.sql(ENTER).param("tenant", tenant.toString()).query(String.class).single();
            return question.apply(db);
        } catch (SQLException e) {
            throw new IllegalStateException("The database of the test does not answer", e);
        }
    }
}
