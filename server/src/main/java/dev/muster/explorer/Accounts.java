package dev.muster.explorer;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.api.Stretch;
import dev.muster.connector.Description;
import dev.muster.connector.Key;
import dev.muster.connector.ResourceType.Part;
import dev.muster.database.TenantTransactions;
import dev.muster.explorer.AccountView.InGroup;
import dev.muster.ledger.Level;
import dev.muster.ledger.PerRevision;
import dev.muster.ledger.Revision;
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

/// The accounts of a revision, with their base role and groups.
@Component
public class Accounts {
    /// Ordered by name and id, which is unique; a page starts after the last row of the one before.
    private static final String PAGE = """
            select a.external_id, a.name, a.email, a.state, a.kind, a.sort_name,
                   a.attributes ->> 'deleted' as deleted,
                   (select min(g.value) from access_grant g
                     where g.tenant_id = :tenant and g.integration_id = :integration
                       and g.account_type = a.type and g.account_id = a.external_id
                       and g.resource_type = :whole
                       and holds(g.from_revision, g.to_revision, :revision, :newest)) as role,
                   (select r.published_at from revision r
                     where r.tenant_id = :tenant and r.integration_id = :integration
                       and r.number = (select min(f.from_revision) from account f
                                        where f.tenant_id = :tenant and f.integration_id = :integration
                                          and f.type = a.type and f.external_id = a.external_id)) as since
              from account_list(:tenant, :integration, :revision, :newest, :pattern, :role, :state, :whole) a
             where (a.sort_name, a.external_id) > (:afterName, :afterId)
             order by a.sort_name, a.external_id
             limit :limit
            """;
    /// How many rows there are, and how many up to and including a place.
    private static final String PLACE = """
            select count(*) as found,
                   count(*) filter (where (a.sort_name, a.external_id) <= (:afterName, :afterId)) as before
              from account_list(:tenant, :integration, :revision, :newest, :pattern, :role, :state, :whole) a
            """;
    /// Where the page before a place begins: one page back, itself not shown.
    private static final String PAGE_BEFORE = """
            select a.sort_name, a.external_id
              from account_list(:tenant, :integration, :revision, :newest, :pattern, :role, :state, :whole) a
             where (a.sort_name, a.external_id) <= (:afterName, :afterId)
             order by a.sort_name desc, a.external_id desc
            offset :limit limit 1
            """;
    private static final String SIZE = """
            select count(*) as accounts, count(*) filter (where a.state = 'absent') as absent
              from account_list(:tenant, :integration, :revision, :newest, '', '', '', '') a
            """;
    private static final String GROUPS = """
            select g.account_id, g.resource_type, g.resource_id, g.value, coalesce(r.name, g.resource_id) as name
              from access_grant g
              left join resource r
                on r.tenant_id = :tenant and r.integration_id = :integration
               and r.type = g.resource_type and r.external_id = g.resource_id
               and holds(r.from_revision, r.to_revision, :revision, :newest)
             where g.tenant_id = :tenant and g.integration_id = :integration
               and g.account_id in (:accounts)
               and g.resource_type = any (:groups) and holds(g.from_revision, g.to_revision, :revision, :newest)
             group by g.account_id, g.resource_type, g.resource_id, g.value, r.name
             order by g.account_id, lower(coalesce(r.name, g.resource_id)), g.resource_type, g.resource_id, g.value
            """;
    private static final String ROLES = """
            select h.value, count(*) as accounts
              from (select distinct g.value, g.account_type, g.account_id
                      from access_grant g
                     where g.tenant_id = :tenant and g.integration_id = :integration
                       and g.resource_type = :whole
                       and holds(g.from_revision, g.to_revision, :revision, :newest)) h
             group by h.value
             order by accounts desc, h.value
            """;

    private final PerRevision<Size> sizes = new PerRevision<>();
    private final PerRevision<List<HeldLevel>> levels = new PerRevision<>();
    private final TenantTransactions transactions;
    private final JdbcClient db;

    Accounts(TenantTransactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    /// A base role and how many accounts hold it.
    public record RoleCount(Level role, long accounts) {}

    private record HeldLevel(String value, long accounts) {}

    /// How many accounts a revision has.
    ///
    /// @param absent those of them that no listing shows
    public record Size(long accounts, long absent) {}

    /// At most `limit` accounts after a place, by name.
    public Slice<AccountView> slice(
            Revision revision, Description application, AccountFilter filter, @Nullable Cursor after, int limit) {
        return transactions.read(revision.tenant(), () -> {
            Slice<Row> rows = Slice.of(rows(revision, application, filter, after, limit + 1), limit, Row::place);
            Map<String, List<InGroup>> groups = groups(revision, application, rows.rows());
            return rows.map(row -> row.view(application, groups));
        });
    }

    /// The same, and where it lies in the whole list.
    public Stretch<AccountView> stretch(
            Revision revision, Description application, AccountFilter filter, @Nullable Cursor after, int limit) {
        return transactions.read(revision.tenant(), () -> {
            Slice<AccountView> slice = slice(revision, application, filter, after, limit);
            return filtered(PLACE, revision, application, filter, after)
                    .query((row, index) -> new Stretch<>(
                            slice.rows(),
                            after == null ? 0 : row.getLong("before"),
                            row.getLong("found"),
                            after == null ? null : pageBefore(revision, application, filter, after, limit),
                            slice.next()))
                    .single();
        });
    }

    public Size size(Revision revision) {
        return sizes.of(
                revision,
                () -> transactions.read(
                        revision.tenant(),
                        () -> revision.statement(db, SIZE)
                                .query((row, index) -> new Size(row.getLong("accounts"), row.getLong("absent")))
                                .single()));
    }

    /// The base roles that are held, most held first.
    public List<RoleCount> roles(Revision revision, Description application) {
        return levels
                .of(revision, () -> transactions.read(revision.tenant(), () -> levels(revision, application)))
                .stream()
                .map(held -> new RoleCount(Level.of(application, application.whole(), held.value()), held.accounts()))
                .toList();
    }

    private List<HeldLevel> levels(Revision revision, Description application) {
        return revision.statement(db, ROLES)
                .param("whole", application.whole())
                .query((row, index) -> new HeldLevel(row.getString("value"), row.getLong("accounts")))
                .list();
    }

    private List<Row> rows(
            Revision revision, Description application, AccountFilter filter, @Nullable Cursor after, int limit) {
        return filtered(PAGE, revision, application, filter, after)
                .param("limit", limit)
                .query((row, index) -> Row.of(row))
                .list();
    }

    private @Nullable Cursor pageBefore(
            Revision revision, Description application, AccountFilter filter, Cursor after, int limit) {
        return filtered(PAGE_BEFORE, revision, application, filter, after)
                .param("limit", limit)
                .query((row, index) -> Cursor.of(row.getString("sort_name"), row.getString("external_id")))
                .optional()
                .orElse(null);
    }

    private Map<String, List<InGroup>> groups(Revision revision, Description application, List<Row> rows) {
        Map<String, List<InGroup>> groups = new HashMap<>();
        if (rows.isEmpty()) {
            return groups;
        }
        revision.statement(db, GROUPS)
                .param("groups", application.types(Part.GROUP).toArray(String[]::new))
                .param("accounts", rows.stream().map(Row::id).toList())
                .query(row -> {
                    String type = row.getString("resource_type");
                    groups.computeIfAbsent(row.getString("account_id"), account -> new ArrayList<>())
                            .add(new InGroup(
                                    new Key(type, row.getString("resource_id")),
                                    row.getString("name"),
                                    Level.of(application, type, row.getString("value"))));
                });
        return groups;
    }

    private JdbcClient.StatementSpec filtered(
            String sql, Revision revision, Description application, AccountFilter filter, @Nullable Cursor after) {
        return revision.statement(db, sql)
                .param("whole", application.whole())
                .param("pattern", filter.pattern())
                .param("role", filter.role())
                .param("state", filter.state())
                .param("afterName", after == null ? "" : after.key().getFirst())
                .param("afterId", after == null ? "" : after.key().getLast());
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

        Cursor place() {
            return Cursor.of(sortName, id);
        }

        AccountView view(Description application, Map<String, List<InGroup>> groups) {
            return new AccountView(
                    id,
                    name,
                    email,
                    state,
                    kind,
                    Optional.ofNullable(role)
                            .map(value -> Level.of(application, application.whole(), value))
                            .orElse(null),
                    groups.getOrDefault(id, List.of()),
                    deleted,
                    since);
        }
    }
}
