package dev.muster.database;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The tasks of all servers: how many wait, and how long.
@Component
public class TaskQueue {
    private static final String WAITING = """
            select count(*) filter (where not picked and execution_time <= :now) as due,
                   count(*) filter (where picked) as running,
                   coalesce(extract(epoch from :now - min(execution_time) filter (where not picked and execution_time <= :now)), 0) as oldest
              from scheduled_tasks
            """;

    private final JdbcClient db;
    private final Clock clock;

    TaskQueue(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// @param due              tasks whose time has come and that no server works on
    /// @param running          tasks that a server works on
    /// @param oldestDueSeconds how long the one that waits longest has waited
    public record Waiting(long due, long running, long oldestDueSeconds) {}

    /// Of this moment.
    public Waiting waiting() {
        return db.sql(WAITING)
                .param("now", clock.instant().atOffset(UTC))
                .query((row, index) -> new Waiting(row.getLong("due"), row.getLong("running"), row.getLong("oldest")))
                .single();
    }
}
