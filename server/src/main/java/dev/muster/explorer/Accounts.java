package dev.muster.explorer;

import dev.muster.connector.Description;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.explorer.AccountView.TeamRole;
import dev.muster.integration.Integration;
import dev.muster.ledger.Level;
import dev.muster.ledger.Stub;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The accounts of the newest revision of an integration, with their base role and teams.
@Component
public class Accounts {
    private static final String COUNT = """
            select count(*)
              from account a
             where a.tenant_id = :tenant and a.integration_id = :integration
               and a.to_revision is null
               and (:search = '' or lower(a.name) like lower(:pattern) or lower(a.email) like lower(:pattern)
                    or lower(a.external_id) like lower(:pattern))
               and (:role = '' or exists (
                       select 1 from access_grant g
                        where g.tenant_id = :tenant and g.integration_id = :integration
                          and g.account_type = a.type and g.account_id = a.external_id
                          and g.resource_type = 'account' and g.value = :role and g.to_revision is null))
               and (:state = '' or a.state = :state)
            """;
    /// Ordered by name and id, which is unique; a page starts after the last row of the one before.
    private static final String PAGE = """
            select a.external_id, a.name, a.email, a.state, a.kind, lower(a.name) as sort_name,
                   a.attributes ->> 'deleted' as deleted,
                   (select min(g.value) from access_grant g
                     where g.tenant_id = :tenant and g.integration_id = :integration
                       and g.account_type = a.type and g.account_id = a.external_id
                       and g.resource_type = 'account' and g.to_revision is null) as role,
                   (select r.published_at from revision r
                     where r.tenant_id = :tenant and r.integration_id = :integration
                       and r.number = (select min(f.from_revision) from account f
                                        where f.tenant_id = :tenant and f.integration_id = :integration
                                          and f.type = a.type and f.external_id = a.external_id)) as since
              from account a
             where a.tenant_id = :tenant and a.integration_id = :integration
               and a.to_revision is null
               and (lower(a.name), a.external_id) > (:afterName, :afterId)
               and (:search = '' or lower(a.name) like lower(:pattern) or lower(a.email) like lower(:pattern)
                    or lower(a.external_id) like lower(:pattern))
               and (:role = '' or exists (
                       select 1 from access_grant g
                        where g.tenant_id = :tenant and g.integration_id = :integration
                          and g.account_type = a.type and g.account_id = a.external_id
                          and g.resource_type = 'account' and g.value = :role and g.to_revision is null))
               and (:state = '' or a.state = :state)
             order by lower(a.name), a.external_id
             limit :limit
            """;
    /// Accounts up to and including a place, to count where a page lies.
    private static final String COUNT_UP_TO = """
            select count(*)
              from account a
             where a.tenant_id = :tenant and a.integration_id = :integration
               and a.to_revision is null
               and (lower(a.name), a.external_id) <= (:afterName, :afterId)
               and (:search = '' or lower(a.name) like lower(:pattern) or lower(a.email) like lower(:pattern)
                    or lower(a.external_id) like lower(:pattern))
               and (:role = '' or exists (
                       select 1 from access_grant g
                        where g.tenant_id = :tenant and g.integration_id = :integration
                          and g.account_type = a.type and g.account_id = a.external_id
                          and g.resource_type = 'account' and g.value = :role and g.to_revision is null))
               and (:state = '' or a.state = :state)
            """;
    /// The place where the page before begins: one page back from a place, itself not shown.
    private static final String PAGE_BEFORE = """
            select lower(a.name) as sort_name, a.external_id
              from account a
             where a.tenant_id = :tenant and a.integration_id = :integration
               and a.to_revision is null
               and (lower(a.name), a.external_id) <= (:afterName, :afterId)
               and (:search = '' or lower(a.name) like lower(:pattern) or lower(a.email) like lower(:pattern)
                    or lower(a.external_id) like lower(:pattern))
               and (:role = '' or exists (
                       select 1 from access_grant g
                        where g.tenant_id = :tenant and g.integration_id = :integration
                          and g.account_type = a.type and g.account_id = a.external_id
                          and g.resource_type = 'account' and g.value = :role and g.to_revision is null))
               and (:state = '' or a.state = :state)
             order by lower(a.name) desc, a.external_id desc
            offset :limit limit 1
            """;
    private static final String TEAMS = """
            select g.account_id, g.resource_id, g.value, coalesce(r.name, g.resource_id) as team
              from access_grant g
              left join resource r
                on r.tenant_id = :tenant and r.integration_id = :integration
               and r.type = g.resource_type and r.external_id = g.resource_id and r.to_revision is null
             where g.tenant_id = :tenant and g.integration_id = :integration
               and g.account_id in (:accounts)
               and g.resource_type = 'team' and g.to_revision is null
             group by g.account_id, g.resource_id, g.value, r.name
             order by g.account_id, lower(coalesce(r.name, g.resource_id)), g.resource_id, g.value
            """;
    private static final String ROLES = """
            select g.value, count(distinct (g.account_type, g.account_id)) as accounts
              from access_grant g
             where g.tenant_id = :tenant and g.integration_id = :integration
               and g.resource_type = 'account' and g.to_revision is null
             group by g.value
             order by accounts desc, g.value
            """;

    private final TenantTransactions transactions;
    private final JdbcClient db;

    Accounts(TenantTransactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    /// Where a page starts.
    ///
    /// @param name lower-case name of the last account of the page before
    /// @param id   its id
    public record After(String name, String id) {

        /// The first page.
        public static final After NOTHING = new After("", "");
    }

    /// A page of accounts.
    ///
    /// @param next where the next page starts; none on the last
    public record Slice(
            List<AccountView> accounts, @Nullable After next) {
        public Slice {
            accounts = List.copyOf(accounts);
        }
    }

    /// A base role and how many accounts hold it.
    public record RoleCount(Level role, long accounts) {}

    /// At most `limit` accounts after a place, by name.
    public Slice page(
            TenantId tenant,
            Integration integration,
            Description application,
            AccountFilter filter,
            After after,
            int limit) {
        return transactions.read(tenant, () -> {
            List<Row> rows = rows(tenant, integration, filter, after, limit + 1);
            boolean more = rows.size() > limit;
            List<Row> shown = more ? rows.subList(0, limit) : rows;
            Map<String, List<TeamRole>> teams = teams(tenant, integration, application, shown);
            return new Slice(
                    shown.stream().map(row -> row.view(application, teams)).toList(),
                    more ? new After(shown.getLast().sortName(), shown.getLast().id()) : null);
        });
    }

    /// How many accounts a filter lets through.
    public long count(TenantId tenant, Integration integration, AccountFilter filter) {
        return transactions.read(
                tenant,
                () -> filtered(COUNT, tenant, integration, filter)
                        .query(Long.class)
                        .single());
    }

    /// How many accounts that a filter lets through stand before a page.
    public long countUpTo(TenantId tenant, Integration integration, AccountFilter filter, After after) {
        return transactions.read(
                tenant,
                () -> filtered(COUNT_UP_TO, tenant, integration, filter)
                        .param("afterName", after.name())
                        .param("afterId", after.id())
                        .query(Long.class)
                        .single());
    }

    /// Where the page before one starts; nothing when that is the first.
    public After pageBefore(TenantId tenant, Integration integration, AccountFilter filter, After after, int limit) {
        return transactions.read(
                tenant,
                () -> filtered(PAGE_BEFORE, tenant, integration, filter)
                        .param("afterName", after.name())
                        .param("afterId", after.id())
                        .param("limit", limit)
                        .query((row, index) -> new After(row.getString("sort_name"), row.getString("external_id")))
                        .optional()
                        .orElse(After.NOTHING));
    }

    /// The base roles that are held, most held first.
    public List<RoleCount> roles(TenantId tenant, Integration integration, Description application) {
        return transactions.read(
                tenant,
                () -> statement(ROLES, tenant, integration)
                        .query((row, index) -> new RoleCount(
                                Level.of(application, "account", row.getString("value")), row.getLong("accounts")))
                        .list());
    }

    private List<Row> rows(TenantId tenant, Integration integration, AccountFilter filter, After after, int limit) {
        return filtered(PAGE, tenant, integration, filter)
                .param("afterName", after.name())
                .param("afterId", after.id())
                .param("limit", limit)
                .query((row, index) -> Row.of(row))
                .list();
    }

    private Map<String, List<TeamRole>> teams(
            TenantId tenant, Integration integration, Description application, List<Row> rows) {
        Map<String, List<TeamRole>> teams = new HashMap<>();
        if (rows.isEmpty()) {
            return teams;
        }
        statement(TEAMS, tenant, integration)
                .param("accounts", rows.stream().map(Row::id).toList())
                .query(row -> {
                    teams.computeIfAbsent(row.getString("account_id"), account -> new ArrayList<>())
                            .add(new TeamRole(
                                    row.getString("resource_id"),
                                    row.getString("team"),
                                    Level.of(application, "team", row.getString("value"))));
                });
        return teams;
    }

    private JdbcClient.StatementSpec filtered(
            String sql, TenantId tenant, Integration integration, AccountFilter filter) {
        return statement(sql, tenant, integration)
                .param("search", filter.search())
                .param("pattern", filter.pattern())
                .param("role", filter.role())
                .param("state", filter.state());
    }

    private JdbcClient.StatementSpec statement(String sql, TenantId tenant, Integration integration) {
        return db.sql(sql)
                .param("tenant", tenant.value())
                .param("integration", integration.id().value());
    }

    private record Row(
            String id,
            String name,
            @Nullable String email,
            String state,
            String kind,
            String sortName,
            @Nullable String role,
            @Nullable Instant deleted,
            Instant since) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getString("external_id"),
                    row.getString("name"),
                    row.getString("email"),
                    row.getString("state"),
                    row.getString("kind"),
                    row.getString("sort_name"),
                    row.getString("role"),
                    Stub.deleted(row.getString("deleted")),
                    row.getObject("since", OffsetDateTime.class).toInstant());
        }

        AccountView view(Description application, Map<String, List<TeamRole>> teams) {
            return new AccountView(
                    id,
                    name,
                    email,
                    state,
                    kind,
                    Optional.ofNullable(role)
                            .map(value -> Level.of(application, "account", value))
                            .orElse(null),
                    teams.getOrDefault(id, List.of()),
                    deleted,
                    since);
        }
    }
}
