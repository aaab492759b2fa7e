package dev.muster.explorer;

import dev.muster.api.Cursor;
import dev.muster.api.Keyset;
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
import dev.muster.ledger.SearchText;
import dev.muster.ledger.Stub;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The accounts of a revision, with their base role and groups.
@Component
public class Accounts {
    /// Columns it is ordered by.
    static final int ORDER = 2;

    /// What the list holds, whoever asks: pages, files, calls and counts.
    private static final String LISTED = """
              from account a
             where a.tenant_id = :tenant and a.integration_id = :integration
               and holds(a.from_revision, a.to_revision, :revision, :newest)
               and (:state = '' or a.state = :state)
               and (:role = '' or exists (
                       select 1 from access_grant g
                        where g.tenant_id = :tenant and g.integration_id = :integration
                          and g.account_type = a.type and g.account_id = a.external_id
                          and g.resource_type = :whole and g.value = :role
                          and holds(g.from_revision, g.to_revision, :revision, :newest)))
               and
            """ + SearchText.IN_ACCOUNT;
    /// Ordered by name and id, which is unique; a page starts after the last row of the one before.
    private static final String SHOWN = """
            select a.external_id, a.name, a.email, a.state, a.kind, a.sort_name, s.found,
                   a.attributes ->> 'deleted' as deleted,
                   array(select g.value from access_grant g
                          where g.tenant_id = :tenant and g.integration_id = :integration
                            and g.account_type = a.type and g.account_id = a.external_id
                            and g.resource_type = :whole
                            and holds(g.from_revision, g.to_revision, :revision, :newest)) as roles,
                   (select r.published_at from revision r
                     where r.tenant_id = :tenant and r.integration_id = :integration
                       and r.number = (select min(least(f.from_revision, f.first_revision)) from account f
                                        where f.tenant_id = :tenant and f.integration_id = :integration
                                          and f.type = a.type and f.external_id = a.external_id)) as since
              from shown s
              join account a
                on a.tenant_id = :tenant and a.integration_id = :integration
               and a.type = s.type and a.external_id = s.external_id
               and holds(a.from_revision, a.to_revision, :revision, :newest)
             order by a.sort_name %2$s, a.external_id %2$s
            """;
    /// Found in an index alone, which the rest of a row is fetched for when it is known.
    private static final String PAGE = """
            with shown as materialized (
                select a.type, a.external_id, a.sort_name, 0 as found
            """ + LISTED + """
                   and (%3$s (a.sort_name, a.external_id) %1$s (:afterName, :afterId))
                 order by a.sort_name %2$s, a.external_id %2$s
                 limit :limit
            )
            """ + SHOWN;
    /// Reads the whole list, and so tells how long it is.
    private static final String PAGE_COUNTED = """
            with listed as materialized (
                select a.type, a.external_id, a.sort_name
            """ + LISTED + """
            ), shown as materialized (
                select l.*, (select count(*) from listed) as found
                  from listed l
                 where %3$s (l.sort_name, l.external_id) %1$s (:afterName, :afterId)
                 order by l.sort_name %2$s, l.external_id %2$s
                 limit :limit
            )
            """ + SHOWN;
    private static final String FOUND = "select count(*)" + LISTED;
    /// Where the page before a place begins: one page back, itself not shown.
    private static final String PAGE_BEFORE = "select a.sort_name, a.external_id" + LISTED + """
               and (a.sort_name, a.external_id) %1$s (:afterName, :afterId)
             order by a.sort_name %2$s, a.external_id %2$s
            offset :limit limit 1
            """;
    private static final String GROUPS = """
            select g.account_id, g.resource_type, g.resource_id, g.value, coalesce(r.name, g.resource_id) as name
              from access_grant g
              left join resource r
                on r.tenant_id = :tenant and r.integration_id = :integration
               and r.type = g.resource_type and r.external_id = g.resource_id
               and holds(r.from_revision, r.to_revision, :revision, :newest)
             where g.tenant_id = :tenant and g.integration_id = :integration
               and g.account_id = any (:accounts)
               and g.resource_type = any (:groups) and holds(g.from_revision, g.to_revision, :revision, :newest)
             group by g.account_id, g.resource_type, g.resource_id, g.value, r.name
             order by g.account_id, lower(coalesce(r.name, g.resource_id)), g.resource_type, g.resource_id, g.value
            """;
    private final PerRevision<Long> searched = new PerRevision<>();
    private final AccountTallies tallies;
    private final TenantTransactions transactions;
    private final JdbcClient db;

    Accounts(AccountTallies tallies, TenantTransactions transactions, JdbcClient db) {
        this.tallies = tallies;
        this.transactions = transactions;
        this.db = db;
    }

    /// At most `limit` accounts after a place, by name.
    ///
    /// @throws dev.muster.problem.InvalidInput about a `role` that nobody knows
    public Slice<AccountView> slice(
            Revision revision, Description application, AccountFilter filter, @Nullable Cursor after, int limit) {
        return transactions.read(
                revision.tenant(),
                () -> list(PAGE, revision, application, filter)
                        .slice(after, limit)
                        .map(Row::account));
    }

    /// The same, and where it lies in the whole list.
    public Stretch<AccountView> stretch(
            Revision revision, Description application, AccountFilter filter, @Nullable Cursor after, int limit) {
        boolean isCounted = filter.search().isEmpty() || searched.known(revision, filter) != null;
        return transactions.read(
                revision.tenant(),
                () -> list(isCounted ? PAGE : PAGE_COUNTED, revision, application, filter)
                        .stretch(after, limit, () -> found(revision, application, filter))
                        .map(Row::account));
    }

    /// @throws dev.muster.problem.InvalidInput about a `role` that nobody knows
    private Keyset<Row> list(String page, Revision revision, Description application, AccountFilter filter) {
        tallies.requireKnownRole(revision, application, filter);
        return new Keyset<>(
                ORDER,
                row -> List.of(row.sortName(), row.account().id()),
                (key, most) -> rows(page, revision, application, filter, key, most),
                (key, rows) -> filtered(filter.order().leadingTo(PAGE_BEFORE), revision, application, filter)
                        .param("afterName", key.get(0))
                        .param("afterId", key.get(1))
                        .param("limit", rows)
                        .query((row, index) -> List.of(row.getString("sort_name"), row.getString("external_id")))
                        .optional());
    }

    /// Without a search, accounts that are alike were counted together.
    private long found(Revision revision, Description application, AccountFilter filter) {
        return filter.search().isEmpty()
                ? tallies.count(revision, application, filter)
                : searched.of(
                        revision,
                        filter,
                        () -> filtered(FOUND, revision, application, filter)
                                .query(Long.class)
                                .single());
    }

    private List<Row> rows(
            String page,
            Revision revision,
            Description application,
            AccountFilter filter,
            List<String> after,
            int most) {
        List<Found> found = filtered(filter.order().following(page), revision, application, filter)
                .param("first", after.stream().allMatch(String::isEmpty))
                .param("afterName", after.get(0))
                .param("afterId", after.get(1))
                .param("limit", most)
                .query((row, index) -> Found.of(row))
                .list();
        if (page.equals(PAGE_COUNTED) && !found.isEmpty()) {
            searched.remember(revision, filter, found.getFirst().found());
        }
        Map<String, List<InGroup>> groups = groups(revision, application, found);
        return found.stream().map(row -> row.with(application, groups)).toList();
    }

    private Map<String, List<InGroup>> groups(Revision revision, Description application, List<Found> rows) {
        Map<String, List<InGroup>> groups = new HashMap<>();
        if (rows.isEmpty()) {
            return groups;
        }
        revision.statement(db, GROUPS)
                .param("groups", application.types(Part.GROUP).toArray(String[]::new))
                .param("accounts", rows.stream().map(Found::id).toArray(String[]::new))
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
            String sql, Revision revision, Description application, AccountFilter filter) {
        return revision.statement(db, sql)
                .param("whole", application.whole())
                .param("pattern", filter.pattern())
                .param("role", filter.role())
                .param("state", filter.state());
    }

    /// A row, and what it is ordered by.
    private record Row(AccountView account, String sortName) {}

    /// An account without its groups.
    ///
    /// @param found how many the list has, where the page counted them
    private record Found(
            String id,
            String name,
            @Nullable String email,
            String state,
            String kind,
            String sortName,
            long found,
            List<String> roles,
            @Nullable Instant deleted,
            Instant since) {
        static Found of(ResultSet row) throws SQLException {
            return new Found(
                    row.getString("external_id"),
                    row.getString("name"),
                    row.getString("email"),
                    row.getString("state"),
                    row.getString("kind"),
                    row.getString("sort_name"),
                    row.getLong("found"),
                    Arrays.stream((String[]) row.getArray("roles").getArray())
                            .distinct()
                            .toList(),
                    Stub.deleted(row.getString("deleted")),
                    row.getObject("since", OffsetDateTime.class).toInstant());
        }

        Row with(Description application, Map<String, List<InGroup>> groups) {
            return new Row(
                    new AccountView(
                            id,
                            name,
                            email,
                            state,
                            kind,
                            application.strongestFirst(application.whole(), roles).stream()
                                    .map(value -> Level.of(application, application.whole(), value))
                                    .toList(),
                            groups.getOrDefault(id, List.of()),
                            deleted,
                            since),
                    sortName);
        }
    }
}
