package dev.muster.explorer;

import dev.muster.connector.Description;
import dev.muster.connector.Entitlement;
import dev.muster.connector.Key;
import dev.muster.connector.ResourceType.Part;
import dev.muster.explorer.ResourcePage.Held;
import dev.muster.explorer.ResourcePage.Holder;
import dev.muster.explorer.ResourcePage.Holders;
import dev.muster.ledger.Level;
import dev.muster.ledger.Revision;
import dev.muster.setup.Addresses;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import dev.muster.web.Nav;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who holds something on a resource: the grants, privileged ones first, then the strongest levels. What comes and
/// goes by itself is told by [OnDuty]. Runs in the caller's tenant transaction.
@Component
class GrantsOnResource {
    private static final int FIRST = 100;
    private static final String LEVELS = """
            select g.value, count(*) as grants
              from access_grant g
             where g.tenant_id = :tenant and g.integration_id = :integration
               and g.resource_type = :type and g.resource_id = :id and g.feed <> all (:restless)
               and holds(g.from_revision, g.to_revision, :revision, :newest)
             group by g.value
             order by g.value
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
               and g.resource_type = :type and g.resource_id = :id and g.feed <> all (:restless)
               and holds(g.from_revision, g.to_revision, :revision, :newest)
             order by g.value = any (:privileged) desc, array_position(:strongest, g.value), lower(coalesce(a.name, g.account_id)),
                      g.account_type, g.account_id, g.value, g.through
             limit :limit
            """;

    private final JdbcClient db;

    GrantsOnResource(JdbcClient db) {
        this.db = db;
    }

    /// Empty of the application as a whole, on which everybody holds something.
    Optional<Holders> of(TenantAccess access, Revision revision, Description application, Key resource, Addresses at) {
        if (application.is(resource.type(), Part.WHOLE)) {
            return Optional.empty();
        }
        Map<String, Long> levels = levels(revision, application, resource);
        return Optional.of(new Holders(
                application.is(resource.type(), Part.GROUP) ? "Members" : "Who holds access",
                levels.values().stream().mapToLong(Long::longValue).sum(),
                application.strongestFirst(resource.type(), levels.keySet()).stream()
                        .map(value ->
                                new Held(application.title(resource.type(), value), levels.getOrDefault(value, 0L)))
                        .toList(),
                first(revision, application, resource, at),
                application.is(resource.type(), Part.GROUP) ? list(access, revision, resource) : null));
    }

    private Map<String, Long> levels(Revision revision, Description application, Key resource) {
        Map<String, Long> levels = new HashMap<>();
        statement(revision, application, resource, LEVELS).query(row -> {
            levels.put(row.getString("value"), row.getLong("grants"));
        });
        return levels;
    }

    /// The list of all access, narrowed to a group.
    private static String list(TenantAccess access, Revision revision, Key group) {
        return Address.of("/t/%s%s".formatted(access.tenant().slug(), Nav.ACCESS.path()))
                .with("integration", revision.integration().id().value().toString())
                .with("type", group.type())
                .with("group", group.id())
                .with("asOf", revision.newest() ? "" : revision.published().toString())
                .toString();
    }

    private List<Holder> first(Revision revision, Description application, Key resource, Addresses at) {
        return statement(revision, application, resource, PAGE)
                .param("privileged", privileged(application, resource.type()))
                .param(
                        "strongest",
                        application.levels(resource.type()).stream()
                                .map(Entitlement::value)
                                .toArray(String[]::new))
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
    }

    private JdbcClient.StatementSpec statement(Revision revision, Description application, Key resource, String sql) {
        return revision.statement(db, sql)
                .param("type", resource.type())
                .param("id", resource.id())
                .param("restless", application.restless().toArray(String[]::new));
    }

    private static String[] privileged(Description application, String type) {
        return application.entitlements().stream()
                .filter(level -> level.privileged() && level.resourceType().equals(type))
                .map(Entitlement::value)
                .toArray(String[]::new);
    }
}
