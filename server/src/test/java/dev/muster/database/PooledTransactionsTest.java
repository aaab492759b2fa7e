package dev.muster.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/// Muster behind a pool of connections.
@Tag("database")
@Tag("oldest-database")
class PooledTransactionsTest {
    /// The driver prepares on the server from the fifth time on.
    private static final int OFTEN = 40;

    private DatabaseLogin owner;
    private DatabaseLogin app;

    @BeforeEach
    void a_database() {
        owner = TestPostgres.emptyDatabase();
        try (Database direct = Database.external(TestPostgres.settings(owner))) {
            app = direct.app();
        }
    }

    @Test
    void a_connection_of_ones_own_is_known_as_such() throws SQLException {
        assertThat(arePooled(owner)).isFalse();
        assertThat(app.url()).isEqualTo(owner.url());
    }

    @Test
    void a_pool_of_sessions_is_as_good_as_a_connection() throws Exception {
        try (PgBouncer pool = pool("session")) {
            assertThat(arePooled(pool.through(owner))).isFalse();
        }
    }

    private static boolean arePooled(DatabaseLogin login) throws SQLException {
        try (Connection connection = login.connect()) {
            return PooledTransactions.arePooled(connection, login);
        }
    }

    @Test
    void behind_a_pool_of_transactions_everything_works_many_times_over() throws Exception {
        try (PgBouncer pool = pool("transaction");
                Database database = Database.external(TestPostgres.settings(pool.through(owner)));
                DatabaseWatch watch = database.watch();
                var connections = database.pool(watch)) {
            assertThat(database.app().url()).endsWith("?prepareThreshold=0");
            JdbcClient db = JdbcClient.create(connections);
            var transactions = new TenantTransactions(db, new DataSourceTransactionManager(connections));

            List<String> seen = IntStream.range(0, OFTEN)
                    .parallel()
                    .mapToObj(number -> ask(transactions, db))
                    .distinct()
                    .toList();

            assertThat(seen).containsExactly("repeatable read on");
            assertThat(isolationLeftBehind(pool)).containsOnly("read committed");
        }
    }

    @Test
    void a_pool_of_statements_is_refused() throws Exception {
        try (PgBouncer pool = pool("statement")) {
            assertThatThrownBy(() -> Database.external(TestPostgres.settings(pool.through(owner))))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("allows no transactions")
                    .hasMessageContaining("pool_mode = transaction or session");
        }
    }

    private static String ask(TenantTransactions transactions, JdbcClient db) {
        var tenant = new TenantId(UUID.randomUUID());
        return transactions.read(
                tenant,
                () -> db.sql("""
                        select current_setting('transaction_isolation') || ' ' || current_setting('transaction_read_only')
                         where current_setting('app.tenant') = :tenant
                        """)
                        .param("tenant", tenant.value().toString())
                        .query(String.class)
                        .single());
    }

    private List<String> isolationLeftBehind(PgBouncer pool) {
        return IntStream.range(0, 8)
                .mapToObj(number -> {
                    try (var connection = pool.through(app).connect();
                            var row = connection.createStatement().executeQuery("show transaction_isolation")) {
                        row.next();
                        return row.getString(1);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private PgBouncer pool(String mode) throws IOException {
        return new PgBouncer(TestPostgres.newFolder(), owner, mode, List.of(owner, app));
    }
}
