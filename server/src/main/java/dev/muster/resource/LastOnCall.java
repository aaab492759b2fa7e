package dev.muster.resource;

import dev.muster.connector.Description;
import dev.muster.connector.Key;
import dev.muster.connector.ResourceType.Part;
import dev.muster.ledger.Revision;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// When accounts were last on call, as far as revisions that are kept show it. Runs in the caller's tenant transaction.
@Component
class LastOnCall {
    private static final String OF_ACCOUNTS = """
            select n.type, n.id, v.published_at as at, coalesce(r.name, c.resource_id) as duty
              from unnest(cast(:accountTypes as text[]), cast(:accounts as text[])) as n (type, id)
             cross join lateral (
                   select g.resource_type, g.resource_id,
                          least(coalesce(g.to_revision - 1, :revision), :revision) as last
                     from access_grant g
                    where g.tenant_id = :tenant and g.integration_id = :integration
                      and g.account_type = n.type and g.account_id = n.id
                      and g.resource_type = any (:duties) and g.feed = any (:restless)
                      and g.from_revision <= :revision
                    order by least(coalesce(g.to_revision - 1, :revision), :revision) desc,
                             g.from_revision desc, g.resource_type, g.resource_id, g.value, g.through
                    limit 1) c
              join revision v
                on v.tenant_id = :tenant and v.integration_id = :integration and v.number = c.last
              left join lateral (
                    select f.name
                      from resource f
                     where f.tenant_id = :tenant and f.integration_id = :integration
                       and f.type = c.resource_type and f.external_id = c.resource_id and f.from_revision <= c.last
                     order by f.from_revision desc
                     limit 1) r on true
            """;

    private final JdbcClient db;

    LastOnCall(JdbcClient db) {
        this.db = db;
    }

    /// @param at the publication of the last revision that shows it
    record Seen(Instant at, String duty) {}

    /// Of those who were ever seen on call.
    Map<Key, Seen> of(Revision revision, Description application, List<Key> accounts) {
        Map<Key, Seen> seen = new HashMap<>();
        revision.statement(db, OF_ACCOUNTS)
                .param("accountTypes", accounts.stream().map(Key::type).toArray(String[]::new))
                .param("accounts", accounts.stream().map(Key::id).toArray(String[]::new))
                .param("duties", application.types(Part.DUTY).toArray(String[]::new))
                .param("restless", application.restless().toArray(String[]::new))
                .query(row -> {
                    seen.put(
                            new Key(row.getString("type"), row.getString("id")),
                            new Seen(row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("duty")));
                });
        return seen;
    }
}
