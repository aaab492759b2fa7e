package dev.muster;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/// Where the database of servers under test is, as its owner enters it.
///
/// @param url `jdbc:postgresql://127.0.0.1:5432/muster`
public record DatabaseAddress(String url, String user, String password) {
    private static final int AT_ONCE = 12;
    private static final long IDLE_CONNECTION_LASTS_MS = 10_000;
    private static final long PATIENCE_MS = 10_000;
    private static final Map<DatabaseAddress, HikariDataSource> POOLS = new ConcurrentHashMap<>();

    /// As an operator names it to a server.
    public Map<String, String> environment() {
        return Map.of("MUSTER_DATABASE_URL", url, "MUSTER_DATABASE_USER", user, "MUSTER_DATABASE_PASSWORD", password);
    }

    /// Connections that all who ask share: to enter PostgreSQL takes longer than most questions. None is kept for
    /// long, so that whatever stands there can be ended and dropped.
    public DataSource dataSource() {
        return POOLS.computeIfAbsent(this, DatabaseAddress::pool);
    }

    /// Ends those that nobody has just now, as whoever takes its server away does: within half a second of its last use
    /// a connection is handed out unasked.
    public void endIdleConnections() {
        HikariDataSource pool = POOLS.get(this);
        if (pool != null && pool.isRunning()) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    private HikariDataSource pool() {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        pool.setMaximumPoolSize(AT_ONCE);
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(IDLE_CONNECTION_LASTS_MS);
        pool.setConnectionTimeout(PATIENCE_MS);
        return pool;
    }
}
