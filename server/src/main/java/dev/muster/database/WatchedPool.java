package dev.muster.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A pool in which nobody waits for a database that does not answer: who asks is refused at once while an outage is
/// known, and as soon as one becomes known. A database that is merely busy is waited for.
final class WatchedPool extends HikariDataSource {
    /// How often somebody who waits learns of an outage.
    static final Duration SLICE = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(WatchedPool.class);
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    private final DatabaseWatch watch;
    private final AtomicLong toldAt = new AtomicLong(System.nanoTime() - BETWEEN_LINES.toNanos());

    WatchedPool(HikariConfig config, DatabaseWatch watch) {
        super(config);
        this.watch = watch;
    }

    @Override
    public Connection getConnection() throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            if (watch.isAway()) {
                throw Outage.noConnection();
            }
            try {
                Connection connection = super.getConnection();
                watch.lent(connection);
                return connection;
            } catch (SQLTransientConnectionException none) {
                refuseInVain(none, deadline);
            }
        }
    }

    private void tellOnceInAWhile() {
        long before = toldAt.get();
        long now = System.nanoTime();
        if (now - before >= BETWEEN_LINES.toNanos() && toldAt.compareAndSet(before, now)) {
            log.warn(
                    "Every connection to the database was in use for {} s, so somebody waited in vain. Look for slow"
                            + " statements in the database",
                    PATIENCE.toSeconds());
        }
    }

    /// Returns when waiting on makes sense.
    private void refuseInVain(SQLTransientConnectionException none, long deadline) throws SQLException {
        if (none.getCause() instanceof SQLException failed && Outage.isRefusal(failed)) {
            watch.suspectEntry();
        } else {
            watch.suspect();
        }
        if (watch.isDoubtful()) {
            throw Outage.noConnection();
        }
        if (System.nanoTime() > deadline) {
            tellOnceInAWhile();
            throw Outage.allInUse(none);
        }
    }
}
