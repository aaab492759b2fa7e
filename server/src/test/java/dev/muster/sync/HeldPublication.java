package dev.muster.sync;

import static dev.muster.Eventually.eventually;

import dev.muster.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Holds a publication at its last statement, with all its facts written and none committed: takes the number of the
/// next revision first, and keeps it until closed.
final class HeldPublication implements AutoCloseable {
    private static final String ENTER = """
            select set_config('app.tenant', :tenant, false)
            """;
    private static final String TAKE_NUMBER = """
            insert into revision (tenant_id, integration_id, number, run, published_at, accounts, groups, grants,
                                  added, removed, changed)
            select tenant_id, integration_id, number + 1, run, published_at, 0, 0, 0, 0, 0, 0
              from revision
             where tenant_id = cast(:tenant as uuid) and integration_id = cast(:integration as uuid)
             order by number desc
             limit 1
            """;
    private static final String WAITING = """
            select count(*)
              from pg_stat_activity
             where datname = current_database() and wait_event_type = 'Lock' and query like 'insert into revision%'
            """;

    private final Connection connection;
    private final JdbcClient onlooker;

    HeldPublication(DatabaseAddress database, SyncedIntegration integration) throws SQLException {
        onlooker = JdbcClient.create(database.dataSource());
        connection = database.dataSource().getConnection();
        JdbcClient db = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        db.sql(ENTER)
                .param("tenant", integration.tenant().toString())
                .query(String.class)
                .single();
        connection.setAutoCommit(false);
        db.sql(TAKE_NUMBER)
                .param("tenant", integration.tenant().toString())
                .param("integration", integration.id().toString())
                .update();
    }

    void awaitReached() {
        eventually(() -> onlooker.sql(WAITING).query(Long.class).single(), waiting -> waiting == 1);
    }

    /// Gives the number back: the publication, if anybody still waits for it, goes on.
    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
