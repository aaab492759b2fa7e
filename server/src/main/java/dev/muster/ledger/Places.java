package dev.muster.ledger;

import dev.muster.connector.Key;
import dev.muster.database.TenantTransactions;
import dev.muster.integration.Addresses;
import dev.muster.integration.Integration;
import dev.muster.tenant.TenantAccess;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Where the pages about accounts and resources of the newest revision are.
@Component
public class Places {
    private static final String KNOWN = """
            with named as (
                select type, id
                  from unnest(cast(:types as text[]), cast(:ids as text[])) as each (type, id)
            )
            select true as account, n.type, n.id
              from named n
              join account a
                on a.tenant_id = :tenant and a.integration_id = :integration
               and a.type = n.type and a.external_id = n.id and holds(a.from_revision, a.to_revision, :revision, :newest)
            union
            select false, n.type, n.id
              from named n
              join resource r
                on r.tenant_id = :tenant and r.integration_id = :integration
               and r.type = n.type and r.external_id = n.id and holds(r.from_revision, r.to_revision, :revision, :newest)
            """;

    private final TenantTransactions transactions;
    private final Ledger ledger;
    private final JdbcClient db;

    Places(TenantTransactions transactions, Ledger ledger, JdbcClient db) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.db = db;
    }

    /// The address of the page of each of these that has one.
    public Map<Key, String> of(TenantAccess access, Integration integration, Collection<Key> things) {
        List<Key> named = things.stream().distinct().toList();
        if (named.isEmpty()) {
            return Map.of();
        }
        Addresses at = Addresses.of(access, integration);
        return transactions.read(access.id(), () -> {
            Map<Key, String> places = new HashMap<>();
            ledger.open(access.id(), integration, new AsOf.Newest())
                    .statement(db, KNOWN)
                    .param("types", named.stream().map(Key::type).toArray(String[]::new))
                    .param("ids", named.stream().map(Key::id).toArray(String[]::new))
                    .query(row -> {
                        var thing = new Key(row.getString("type"), row.getString("id"));
                        places.put(thing, (row.getBoolean("account") ? at.account(thing.id()) : at.resource(thing)).toString());
                    });
            return places;
        });
    }
}
