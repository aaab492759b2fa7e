package dev.muster.home;

import dev.muster.connector.Description;
import dev.muster.people.PeopleState;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How many accounts held each level on the application as a whole, at the end of each day: worked out of how long each
/// lasted, in one pass.
@Component
class LevelsOverTime {
    private static final String STEPS = """
            select g.value, (t.at at time zone 'UTC')::date as day, sum(t.step) as accounts
              from unnest(:integrations, :revisions) as s (integration_id, number)
              join access_grant g
                on g.tenant_id = :tenant and g.integration_id = s.integration_id
               and g.resource_type = :whole and g.from_revision <= s.number
              join revision b
                on b.tenant_id = :tenant and b.integration_id = s.integration_id and b.number = g.from_revision
              left join revision e
                on e.tenant_id = :tenant and e.integration_id = s.integration_id and e.number = g.to_revision
               and e.number <= s.number
             cross join lateral (
                   values (greatest(b.published_at, :start), 1), (e.published_at, -1)) as t (at, step)
             where (e.published_at is null or e.published_at > :start) and t.at is not null
             group by g.value, day
            """;

    private final JdbcClient db;

    LevelsOverTime(JdbcClient db) {
        this.db = db;
    }

    /// By raw value, the strongest first.
    ///
    /// @param state of integrations of one application
    Map<String, List<Long>> ends(PeopleState state, Description application, Days days) {
        Map<String, Map<LocalDate, Long>> steps = new HashMap<>();
        state.statement(db, STEPS)
                .param("whole", application.whole())
                .param("start", days.start())
                .query(row -> {
                    steps.computeIfAbsent(row.getString("value"), first -> new HashMap<>())
                            .put(row.getObject("day", LocalDate.class), row.getLong("accounts"));
                });
        Map<String, List<Long>> ends = new LinkedHashMap<>();
        application
                .strongestFirst(application.whole(), steps.keySet())
                .forEach(value -> ends.put(value, days.sums(steps.getOrDefault(value, Map.of()))));
        return ends;
    }
}
