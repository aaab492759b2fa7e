package dev.muster.explorer;

import dev.muster.connector.Description;
import dev.muster.connector.Entitlement;
import dev.muster.connector.Key;
import dev.muster.explorer.ResourcePage.Holder;
import dev.muster.explorer.ResourcePage.Holders;
import dev.muster.ledger.Level;
import dev.muster.ledger.Revision;
import dev.muster.setup.Addresses;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who holds something on a resource of an application where all is held on resources themselves: the grants,
/// privileged ones first. Runs in the caller's tenant transaction.
@Component
class GrantsOnResource {
    private static final int FIRST = 100;
    private static final String COUNT = """
            select count(*)
              from access_grant g
             where g.tenant_id = :tenant and g.integration_id = :integration
               and g.resource_type = :type and g.resource_id = :id
               and holds(g.from_revision, g.to_revision, :revision, :newest)
            """;
    private static final String PAGE = """
            select coalesce(a.name, g.account_id) as name, coalesce(a.email, '') as email, g.account_id, g.value,
                   coalesce(g.attributes ->> 'last_used', '') as last_used
              from access_grant g
              left join account a
                on a.tenant_id = :tenant and a.integration_id = :integration
               and a.type = g.account_type and a.external_id = g.account_id
               and holds(a.from_revision, a.to_revision, :revision, :newest)
             where g.tenant_id = :tenant and g.integration_id = :integration
               and g.resource_type = :type and g.resource_id = :id
               and holds(g.from_revision, g.to_revision, :revision, :newest)
             order by g.value = any (:privileged) desc, lower(coalesce(a.name, g.account_id)),
                      g.account_type, g.account_id, g.value, g.through
             limit :limit
            """;

    private final JdbcClient db;

    GrantsOnResource(JdbcClient db) {
        this.db = db;
    }

    Holders of(Revision revision, Description application, Key resource, Addresses at) {
        long all = revision.statement(db, COUNT)
                .param("type", resource.type())
                .param("id", resource.id())
                .query(Long.class)
                .single();
        List<Holder> first = revision.statement(db, PAGE)
                .param("type", resource.type())
                .param("id", resource.id())
                .param("privileged", privileged(application, resource.type()))
                .param("limit", FIRST)
                .query((row, index) -> {
                    Level level = Level.of(application, resource.type(), row.getString("value"));
                    return new Holder(
                            row.getString("name"),
                            row.getString("email"),
                            at.account(row.getString("account_id")).toString(),
                            level.title(),
                            level.value(),
                            level.privileged(),
                            row.getString("last_used"));
                })
                .list();
        return new Holders(all, first);
    }

    private static String[] privileged(Description application, String type) {
        return application.entitlements().stream()
                .filter(level -> level.privileged() && level.resourceType().equals(type))
                .map(Entitlement::value)
                .toArray(String[]::new);
    }
}
