package dev.muster.explorer;

import dev.muster.connector.Description;
import dev.muster.connector.Key;
import dev.muster.connector.ResourceType.Part;
import dev.muster.connector.SeatCount;
import dev.muster.explorer.ResourcePage.Seats;
import dev.muster.ledger.Revision;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What an application says of seats that it sells, beside what was listed of who holds them. Runs in the caller's
/// tenant transaction.
@Component
class SoldSeats {
    private static final String COUNTED = """
            select case when r.attributes ->> :used ~ '^[0-9]{1,15}$' then (r.attributes ->> :used)::bigint end as used,
                   case when r.attributes ->> :free ~ '^[0-9]{1,15}$' then (r.attributes ->> :free)::bigint end as free,
                   h.held, h.invited
              from resource r
             cross join lateral (
                   select count(*) as held, count(*) filter (where a.state = 'invited') as invited
                     from access_grant g
                     left join account a
                       on a.tenant_id = :tenant and a.integration_id = :integration
                      and a.type = g.account_type and a.external_id = g.account_id
                      and holds(a.from_revision, a.to_revision, :revision, :newest)
                    where g.tenant_id = :tenant and g.integration_id = :integration
                      and g.resource_type = r.type and g.resource_id = r.external_id
                      and holds(g.from_revision, g.to_revision, :revision, :newest)) h
             where r.tenant_id = :tenant and r.integration_id = :integration
               and r.type = :type and r.external_id = :id
               and holds(r.from_revision, r.to_revision, :revision, :newest)
            """;

    private final JdbcClient db;

    SoldSeats(JdbcClient db) {
        this.db = db;
    }

    /// None of what is no seat, and where the application does not tell how many are taken.
    @Nullable
    Seats of(Revision revision, Description application, Key resource) {
        if (!application.is(resource.type(), Part.SEAT)) {
            return null;
        }
        return revision
                .statement(db, COUNTED)
                .param("type", resource.type())
                .param("id", resource.id())
                .param("used", SeatCount.USED)
                .param("free", SeatCount.FREE)
                .query((row, index) -> seats(row))
                .list()
                .stream()
                .filter(seats -> seats.used() != null)
                .findFirst()
                .orElse(null);
    }

    private static Seats seats(ResultSet row) throws SQLException {
        return new Seats(
                (Long) row.getObject("used"),
                (Long) row.getObject("free"),
                row.getLong("held"),
                row.getLong("invited"));
    }
}
