package dev.muster.ledger;

import dev.muster.api.Cursor;
import dev.muster.api.Keyset;
import dev.muster.api.PlacedRows;
import dev.muster.api.Stretch;
import dev.muster.connector.Description;
import dev.muster.connector.Entitlement;
import dev.muster.connector.ResourceType.Part;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What a held run would close, row by row, privileged first. Runs in the caller's tenant transaction.
@Component
public class LeavingRows {
    private static final String ACCOUNTS = """
            with listed as (
            select array[case when role.value = any (:privileged) then '0' else '1' end,
                         lower(a.name), a.type, a.external_id] as place,
                   a.name, a.email as detail, role.value, role.value = any (:privileged) as privileged,
                   (select string_agg(coalesce(r.name, g.resource_id), ', ' order by coalesce(r.name, g.resource_id))
                      from access_grant g
                      left join resource r
                        on r.tenant_id = :tenant and r.integration_id = :integration
                       and r.type = g.resource_type and r.external_id = g.resource_id and r.to_revision is null
                     where g.tenant_id = :tenant and g.integration_id = :integration
                       and g.account_type = a.type and g.account_id = a.external_id
                       and g.resource_type = any (:groups) and g.to_revision is null) as held_on
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
            )
            """;
    private static final String GROUPS = """
            with listed as (
            select array['1', lower(r.name), r.type, r.external_id] as place,
                   r.name, '' as detail, null as value, false as privileged,
                   (select count(*) from access_grant g
                     where g.tenant_id = :tenant and g.integration_id = :integration
                       and g.resource_type = r.type and g.resource_id = r.external_id and g.to_revision is null)::text
                   as held_on
              from resource r
             where r.tenant_id = :tenant and r.integration_id = :integration
               and r.to_revision is null and r.type = any (:groups) and r.attributes ->> 'stub' is null
               and r.feed = any (:complete)
               and not exists (select 1 from staged_resource s
                                where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                                  and s.type = r.type and s.external_id = r.external_id
                                  and s.attributes ->> 'stub' is null)
               and (:search = '' or lower(r.name) like lower(:pattern))
            )
            """;
    private static final String GRANTS = """
            with listed as (
            select array[case when g.resource_type = :whole and g.value = any (:privileged) then '0' else '1' end,
                         lower(coalesce(a.name, g.account_id)), g.account_type, g.account_id,
                         g.resource_type, g.resource_id, g.value, g.through] as place,
                   coalesce(a.name, g.account_id) as name, a.email as detail, g.value,
                   g.resource_type = :whole and g.value = any (:privileged) as privileged,
                   coalesce(r.name, g.resource_id) as held_on, g.resource_type
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
            )
            """;

    private final JdbcClient db;

    LeavingRows(JdbcClient db) {
        this.db = db;
    }

    /// What can leave.
    public enum Kind {
        ACCOUNTS(LeavingRows.ACCOUNTS, 4),
        GROUPS(LeavingRows.GROUPS, 4),
        GRANTS(LeavingRows.GRANTS, 8);

        private final String listed;
        private final int order;

        /// @param order columns that its rows are ordered by
        Kind(String listed, int order) {
            this.listed = listed;
            this.order = order;
        }

        /// Columns of the cursors of its list.
        public int columns() {
            return order + Keyset.COUNT;
        }
    }

    /// @param name   of the person or the group
    /// @param detail e-mail; empty when there is none
    /// @param role   what is held; none for a group
    /// @param place  the groups, the number of members, or the resource
    public record Leaving(
            String name, String detail, @Nullable Level role, String place) {}

    /// Which rows are asked for.
    ///
    /// @param complete feeds that the run read to their end
    /// @param search   part of a name, an e-mail or a resource
    public record Wanted(RunKey run, Description application, Set<String> complete, Kind kind, SearchText search) {
        public Wanted {
            complete = Set.copyOf(complete);
        }
    }

    /// At most `limit` rows after a place, and where they lie in the whole list.
    public Stretch<Leaving> stretch(Wanted wanted, @Nullable Cursor after, int limit) {
        return new PlacedRows<>(
                        wanted.kind().listed,
                        wanted.kind().order,
                        sql -> statement(wanted, sql),
                        (row, index) -> leaving(wanted, row))
                .stretch(after, limit);
    }

    private JdbcClient.StatementSpec statement(Wanted wanted, String sql) {
        Description application = wanted.application();
        return wanted.run()
                .statement(db, sql)
                .param("complete", StagedRun.array(wanted.complete()))
                .param("restless", StagedRun.array(application.restless()))
                .param("groups", application.types(Part.GROUP).toArray(String[]::new))
                .param("whole", application.whole())
                .param(
                        "strongest",
                        application.levels(application.whole()).stream()
                                .map(Entitlement::value)
                                .toArray(String[]::new))
                .param("privileged", privileged(application))
                .param("search", wanted.search().value())
                .param("pattern", wanted.search().pattern());
    }

    private static Leaving leaving(Wanted wanted, ResultSet row) throws SQLException {
        Description application = wanted.application();
        String value = row.getString("value");
        String type = wanted.kind() == Kind.GRANTS ? row.getString("resource_type") : application.whole();
        return new Leaving(
                row.getString("name"),
                Objects.requireNonNullElse(row.getString("detail"), ""),
                value == null ? null : new Level(value, application.title(type, value), row.getBoolean("privileged")),
                Objects.requireNonNullElse(row.getString("held_on"), ""));
    }

    private static String[] privileged(Description application) {
        return application.entitlements().stream()
                .filter(Entitlement::privileged)
                .map(Entitlement::value)
                .toArray(String[]::new);
    }
}
