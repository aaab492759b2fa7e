package dev.muster.home;

import dev.muster.difference.Sighting.Count;
import dev.muster.people.PeopleState;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How much access was granted, changed and removed each day, as the revisions published on it say.
@Component
class ChangesPerDay {
    private static final String COUNTS = """
            select (v.published_at at time zone 'UTC')::date as day, sum(t.added) as added, sum(t.removed) as removed,
                   sum(t.changed) as changed
              from unnest(:integrations, :revisions) as s (integration_id, number)
              join revision v
                on v.tenant_id = :tenant and v.integration_id = s.integration_id
               and v.number > 1 and v.number <= s.number and v.published_at > :start
             cross join jsonb_to_recordset(v.changes) as t (kind text, added bigint, removed bigint, changed bigint)
             where t.kind = 'grant'
             group by day
            """;

    private final JdbcClient db;

    ChangesPerDay(JdbcClient db) {
        this.db = db;
    }

    /// Days on which nothing changed are left out, as is the first of these days.
    Map<LocalDate, Count> of(PeopleState state, Days days) {
        Map<LocalDate, Count> counts = new HashMap<>();
        state.statement(db, COUNTS).param("start", days.start()).query(row -> {
            counts.put(
                    row.getObject("day", LocalDate.class),
                    new Count(row.getLong("added"), row.getLong("removed"), row.getLong("changed")));
        });
        return counts;
    }
}
