package dev.muster.ledger;

import dev.muster.connector.Key;
import dev.muster.database.TenantId;
import dev.muster.integration.Integration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tells which things the newest revision has: what a run speaks of may be gone by now.
@Component
public class Presence {
    private static final String KNOWN = """
            with named as (
                select type, id
                  from unnest(cast(:types as text[]), cast(:ids as text[])) as each (type, id)
            )
            select true as account, n.type, n.id
              from named n
              join account a
                on a.tenant_id = :tenant and a.integration_id = :integration
               and a.type = n.type and a.external_id = n.id
               and holds(a.from_revision, a.to_revision, :revision, :newest)
            union
            select false, n.type, n.id
              from named n
              join resource r
                on r.tenant_id = :tenant and r.integration_id = :integration
               and r.type = n.type and r.external_id = n.id
               and holds(r.from_revision, r.to_revision, :revision, :newest)
            """;

    private final Ledger ledger;
    private final JdbcClient db;

    Presence(Ledger ledger, JdbcClient db) {
        this.ledger = ledger;
        this.db = db;
    }

    /// What is there of some things.
    public enum Kind {
        ACCOUNT,
        RESOURCE
    }

    /// Those of these that the newest revision has, and what they are; one that is both counts as an account.
    public Map<Key, Kind> of(TenantId tenant, Integration integration, Collection<Key> things) {
        List<Key> named = things.stream().distinct().toList();
        return named.isEmpty()
                ? Map.of()
                : ledger.read(tenant, integration, new AsOf.Newest(), revision -> present(revision, named));
    }

    private Map<Key, Kind> present(Revision revision, List<Key> named) {
        Map<Key, Kind> present = new HashMap<>();
        revision.statement(db, KNOWN)
                .param("types", named.stream().map(Key::type).toArray(String[]::new))
                .param("ids", named.stream().map(Key::id).toArray(String[]::new))
                .query(row -> {
                    present.merge(
                            new Key(row.getString("type"), row.getString("id")),
                            row.getBoolean("account") ? Kind.ACCOUNT : Kind.RESOURCE,
                            (one, other) -> Kind.ACCOUNT);
                });
        return present;
    }
}
