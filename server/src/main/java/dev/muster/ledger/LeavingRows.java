package dev.muster.ledger;

import dev.muster.connector.Description;
import dev.muster.connector.Entitlement;
import dev.muster.connector.ResourceType.Part;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What a held run would close, row by row, privileged first. Runs in the caller's tenant transaction.
@Component
public class LeavingRows {
    private static final String ACCOUNTS = """
            select a.name, a.email as detail, role.value, role.value = any (:privileged) as privileged,
                   (select string_agg(coalesce(r.name, g.resource_id), ', ' order by coalesce(r.name, g.resource_id))
                      from access_grant g
                      left join resource r
                        on r.tenant_id = :tenant and r.integration_id = :integration
                       and r.type = g.resource_type and r.external_id = g.resource_id and r.to_revision is null
                     where g.tenant_id = :tenant and g.integration_id = :integration
                       and g.account_type = a.type and g.account_id = a.external_id
                       and g.resource_type = any (:groups) and g.to_revision is null) as place
              from account a
              left join lateral (
                    select g.value from access_grant g
                     where g.tenant_id = :tenant and g.integration_id = :integration
                       and g.account_type = a.type and g.account_id = a.external_id
                       and g.resource_type = :whole and g.to_revision is null
                     order by array_position(cast(:strongest as text[]), g.value) nulls last, g.value
                     limit 1) role on true
             where a.tenant_id = :tenant and a.integration_id = :integration
               and a.to_revision is null and a.state <> 'absent'
               and a.feed = any (:complete)
               and not exists (select 1 from staged_account s
                                where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                                  and s.type = a.type and s.external_id = a.external_id and s.state <> 'absent')
               and (:search = '' or lower(a.name) like lower(:pattern) or lower(a.email) like lower(:pattern))
             order by coalesce(role.value = any (:privileged), false) desc,
                      lower(a.name), a.external_id
             limit :limit offset :offset
            """;
    private static final String GROUPS = """
            select r.name, '' as detail, null as value, false as privileged,
                   (select count(*) from access_grant g
                     where g.tenant_id = :tenant and g.integration_id = :integration
                       and g.resource_type = r.type and g.resource_id = r.external_id and g.to_revision is null)::text
                   as place
              from resource r
             where r.tenant_id = :tenant and r.integration_id = :integration
               and r.to_revision is null and r.type = any (:groups) and r.attributes ->> 'stub' is null
               and r.feed = any (:complete)
               and not exists (select 1 from staged_resource s
                                where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                                  and s.type = r.type and s.external_id = r.external_id
                                  and s.attributes ->> 'stub' is null)
               and (:search = '' or lower(r.name) like lower(:pattern))
             order by lower(r.name), r.external_id
             limit :limit offset :offset
            """;
    private static final String GRANTS = """
            select coalesce(a.name, g.account_id) as name, a.email as detail, g.value,
                   g.resource_type = :whole and g.value = any (:privileged) as privileged,
                   coalesce(r.name, g.resource_id) as place, g.resource_type
              from access_grant g
              left join account a
                on a.tenant_id = :tenant and a.integration_id = :integration
               and a.type = g.account_type and a.external_id = g.account_id and a.to_revision is null
              left join resource r
                on r.tenant_id = :tenant and r.integration_id = :integration
               and r.type = g.resource_type and r.external_id = g.resource_id and r.to_revision is null
             where g.tenant_id = :tenant and g.integration_id = :integration
               and g.to_revision is null
               and g.feed = any (:complete)
               and g.feed <> all (:restless)
               and not exists (select 1 from staged_grant s
                                where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                                  and s.account_type = g.account_type and s.account_id = g.account_id
                                  and s.resource_type = g.resource_type and s.resource_id = g.resource_id)
               and (:search = '' or lower(a.name) like lower(:pattern) or lower(a.email) like lower(:pattern)
                    or lower(r.name) like lower(:pattern))
             order by g.resource_type = :whole and g.value = any (:privileged) desc,
                      lower(coalesce(a.name, g.account_id)), g.account_id, g.resource_type, g.resource_id, g.value,
                      g.through
             limit :limit offset :offset
            """;

    private final JdbcClient db;

    LeavingRows(JdbcClient db) {
        this.db = db;
    }

    /// What can leave.
    public enum Kind {
        ACCOUNTS,
        GROUPS,
        GRANTS
    }

    /// @param name   of the person or the group
    /// @param detail e-mail; empty when there is none
    /// @param role   what is held; none for a group
    /// @param place  the groups, the number of members, or the resource
    public record Leaving(
            String name, String detail, @Nullable Level role, String place) {}

    /// At most `limit` rows from `offset` on, of those whose name, e-mail or resource contains the search.
    public List<Leaving> page(
            RunKey run,
            Description application,
            Set<String> complete,
            Kind kind,
            SearchText search,
            int offset,
            int limit) {
        String sql = switch (kind) {
            case ACCOUNTS -> ACCOUNTS;
            case GROUPS -> GROUPS;
            case GRANTS -> GRANTS;
        };
        return db.sql(sql)
                .param("tenant", run.tenant().value())
                .param("integration", run.integration().id().value())
                .param("run", run.run())
                .param("complete", complete.toArray(String[]::new))
                .param("restless", application.restless().toArray(String[]::new))
                .param("groups", application.types(Part.GROUP).toArray(String[]::new))
                .param("whole", application.whole())
                .param(
                        "strongest",
                        application.levels(application.whole()).stream()
                                .map(Entitlement::value)
                                .toArray(String[]::new))
                .param("privileged", privileged(application))
                .param("search", search.value())
                .param("pattern", search.pattern())
                .param("offset", offset)
                .param("limit", limit)
                .query((row, index) -> {
                    String value = row.getString("value");
                    String type = kind == Kind.GRANTS ? row.getString("resource_type") : application.whole();
                    String detail = row.getString("detail");
                    String place = row.getString("place");
                    return new Leaving(
                            row.getString("name"),
                            detail == null ? "" : detail,
                            value == null
                                    ? null
                                    : new Level(value, application.title(type, value), row.getBoolean("privileged")),
                            place == null ? "" : place);
                })
                .list();
    }

    private static String[] privileged(Description application) {
        return application.entitlements().stream()
                .filter(Entitlement::privileged)
                .map(Entitlement::value)
                .toArray(String[]::new);
    }
}
