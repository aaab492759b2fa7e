package dev.muster.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Whether the far side hands each transaction to whichever connection is free, as PgBouncer does with
/// `pool_mode=transaction`. What a session keeps beyond its transactions is then lost or somebody else's, prepared
/// statements above all; Muster keeps nothing else there.
///
/// PostgreSQL itself serves each connection by one process of its own. So several connections are opened that take
/// turns: a process that serves two of them, or a connection that is served by two, gives a pool away.
final class PooledTransactions {
    private static final int ROUNDS = 3;
    private static final String PROCESS = """
            select pg_backend_pid() || ' ' || pg_postmaster_start_time()
            """;
    private static final String PREPARED = "prepareThreshold=";

    private PooledTransactions() {}

    static DatabaseLogin withoutPreparedStatements(DatabaseLogin login) {
        String url = login.url();
        return url.contains(PREPARED)
                ? login
                : new DatabaseLogin(
                        url + (url.contains("?") ? "&" : "?") + PREPARED + "0", login.user(), login.password());
    }

    /// @param one over which that is asked, beside others that are opened
    static boolean arePooled(Connection one, DatabaseLogin login) throws SQLException {
        try (Connection another = login.connect();
                Connection third = login.connect()) {
            List<Connection> open = List.of(one, another, third);
            List<Set<String>> servedBy = List.of(new HashSet<>(), new HashSet<>(), new HashSet<>());
            for (int turn = 0; turn < open.size() * ROUNDS; turn++) {
                servedBy.get(turn % open.size()).add(process(open.get(turn % open.size())));
            }
            Set<String> all = new HashSet<>();
            servedBy.forEach(all::addAll);
            return all.size() < open.size() || servedBy.stream().anyMatch(it -> it.size() > 1);
        }
    }

    private static String process(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(PROCESS)) {
            row.next();
            return row.getString(1);
        }
    }
}
