package dev.muster.home;

import dev.muster.connector.Key;
import dev.muster.connector.ResourceType.Part;
import dev.muster.connector.SeatCount;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.people.PeopleState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What applications say of the seats they sell: how many are taken, and how many are left.
@Component
class Seats {
    private static final String NOW = """
            select r.integration_id, r.type, r.external_id, r.name, (r.attributes ->> :used)::bigint as used,
                   (r.attributes ->> :free)::bigint as free
              from unnest(:integrations, :revisions) as s (integration_id, number)
              join resource r
                on r.tenant_id = :tenant and r.integration_id = s.integration_id and r.type = any (:types)
               and holds(r.from_revision, r.to_revision, s.number, :newest)
             where r.attributes ->> :used ~ '^[0-9]{1,15}$'
               and (r.attributes ->> :free is null or r.attributes ->> :free ~ '^[0-9]{1,15}$')
             order by r.sort_name, r.integration_id, r.type, r.external_id
             limit :limit
            """;
    private static final String STEPS = """
            select (t.at at time zone 'UTC')::date as day, sum(t.step)::bigint as seats
              from unnest(:integrations, :revisions) as s (integration_id, number)
              join resource r
                on r.tenant_id = :tenant and r.integration_id = s.integration_id and r.type = any (:types)
               and r.from_revision <= s.number
              join revision b
                on b.tenant_id = :tenant and b.integration_id = s.integration_id and b.number = r.from_revision
              left join revision e
                on e.tenant_id = :tenant and e.integration_id = s.integration_id and e.number = r.to_revision
               and e.number <= s.number
             cross join lateral (select (r.attributes ->> :used)::bigint as used) u
             cross join lateral (
                   values (greatest(b.published_at, :start), u.used), (e.published_at, -u.used)) as t (at, step)
             where r.attributes ->> :used ~ '^[0-9]{1,15}$'
               and (e.published_at is null or e.published_at > :start) and t.at is not null
             group by day
            """;
    /// An application that sells more kinds of seats than this is not known; the list would be one of its own.
    private static final int MOST = 100;

    private final Catalogue catalogue;
    private final JdbcClient db;

    Seats(Catalogue catalogue, JdbcClient db) {
        this.catalogue = catalogue;
        this.db = db;
    }

    /// One kind of seat.
    ///
    /// @param free none when it is not limited
    record Seat(
            Integration integration,
            Key key,
            String name,
            long used,
            @Nullable Long free) {
        static Seat of(PeopleState state, ResultSet row) throws SQLException {
            return new Seat(
                    state.integration(row.getObject("integration_id", UUID.class)),
                    new Key(row.getString("type"), row.getString("external_id")),
                    row.getString("name"),
                    row.getLong("used"),
                    (Long) row.getObject("free"));
        }
    }

    /// All kinds of seats, by name.
    List<Seat> now(PeopleState state) {
        return statement(state, NOW)
                .param("free", SeatCount.FREE)
                .param("limit", MOST)
                .query((row, index) -> Seat.of(state, row))
                .list();
    }

    /// How many were taken in all at the end of each day.
    List<Long> usedAtTheEnds(PeopleState state, Days days) {
        Map<LocalDate, Long> steps = new HashMap<>();
        statement(state, STEPS).param("start", days.start()).query(row -> {
            steps.put(row.getObject("day", LocalDate.class), row.getLong("seats"));
        });
        return days.sums(steps);
    }

    private JdbcClient.StatementSpec statement(PeopleState state, String sql) {
        return state.statement(db, sql)
                .param("used", SeatCount.USED)
                .param(
                        "types",
                        state.applications().stream()
                                .flatMap(revision -> catalogue.describe(revision.integration()).types(Part.SEAT).stream())
                                .distinct()
                                .toArray(String[]::new));
    }
}
