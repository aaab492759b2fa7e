package dev.muster.rights;

import dev.muster.api.Cursor;
import dev.muster.api.Stretch;
import dev.muster.api.Stretch.Placed;
import dev.muster.connector.AccessRules;
import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.Key;
import dev.muster.database.TenantTransactions;
import dev.muster.ledger.Revision;
import dev.muster.ledger.SearchText;
import dev.muster.rights.Resources.Found;
import dev.muster.rights.Verdicts.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What every account can do with one resource. Accounts with the same levels on the application and on the resource's
/// owners are alike, so that a decision is made once for each kind of them, however many there are.
@Component
public class ResourceAccess {
    private static final String CLASSES = """
            with whole as (
                select g.account_type as type, g.account_id as id, min(g.value collate "C") as level
                  from access_grant g
                 where g.tenant_id = :tenant and g.integration_id = :integration
                   and g.resource_type = :wholeType and g.resource_id = :whole
                   and holds(g.from_revision, g.to_revision, :revision, :newest)
                 group by g.account_type, g.account_id
            ), part as (
                select g.account_type as type, g.account_id as id,
                       jsonb_agg(distinct jsonb_build_array(g.resource_id, g.value)) as levels
                  from access_grant g
                 where g.tenant_id = :tenant and g.integration_id = :integration
                   and g.resource_type = :group
                   and g.resource_id in (select jsonb_array_elements_text(cast(:owners as jsonb)))
                   and holds(g.from_revision, g.to_revision, :revision, :newest)
                 group by g.account_type, g.account_id
            ), own as (
                select g.account_type as type, g.account_id as id, jsonb_agg(distinct g.value) as levels
                  from access_grant g
                 where g.tenant_id = :tenant and g.integration_id = :integration
                   and g.resource_type = :objectType and g.resource_id = :resource
                   and g.feed in (:feeds)
                   and holds(g.from_revision, g.to_revision, :revision, :newest)
                 group by g.account_type, g.account_id
            )
            select jsonb_build_array(w.level, coalesce(p.levels, '[]'), coalesce(o.levels, '[]'))::text as alike, count(*) as accounts
              from account a
              left join whole w on w.type = a.type and w.id = a.external_id
              left join part p on p.type = a.type and p.id = a.external_id
              left join own o on o.type = a.type and o.id = a.external_id
             where a.tenant_id = :tenant and a.integration_id = :integration
               and holds(a.from_revision, a.to_revision, :revision, :newest)
             group by alike
            """;
    /// Ordered by name and id, which is unique. `back` rows before a row stands the one that the stretch before
    /// begins after.
    private static final String PAGE = """
            with whole as (
                select g.account_type as type, g.account_id as id, min(g.value collate "C") as level
                  from access_grant g
                 where g.tenant_id = :tenant and g.integration_id = :integration
                   and g.resource_type = :wholeType and g.resource_id = :whole
                   and holds(g.from_revision, g.to_revision, :revision, :newest)
                 group by g.account_type, g.account_id
            ), part as (
                select g.account_type as type, g.account_id as id,
                       jsonb_agg(distinct jsonb_build_array(g.resource_id, g.value)) as levels
                  from access_grant g
                 where g.tenant_id = :tenant and g.integration_id = :integration
                   and g.resource_type = :group
                   and g.resource_id in (select jsonb_array_elements_text(cast(:owners as jsonb)))
                   and holds(g.from_revision, g.to_revision, :revision, :newest)
                 group by g.account_type, g.account_id
            ), own as (
                select g.account_type as type, g.account_id as id, jsonb_agg(distinct g.value) as levels
                  from access_grant g
                 where g.tenant_id = :tenant and g.integration_id = :integration
                   and g.resource_type = :objectType and g.resource_id = :resource
                   and g.feed in (:feeds)
                   and holds(g.from_revision, g.to_revision, :revision, :newest)
                 group by g.account_type, g.account_id
            ), holder as (
                select a.type, a.external_id as id, a.name, lower(a.name) as sort_name, a.email, a.state, a.kind,
                       w.level, jsonb_build_array(w.level, coalesce(p.levels, '[]'), coalesce(o.levels, '[]')) as alike
                  from account a
                  left join whole w on w.type = a.type and w.id = a.external_id
                  left join part p on p.type = a.type and p.id = a.external_id
                  left join own o on o.type = a.type and o.id = a.external_id
                 where a.tenant_id = :tenant and a.integration_id = :integration
                   and holds(a.from_revision, a.to_revision, :revision, :newest)
                   and (:pattern = '' or lower(a.name) like lower(:pattern) or lower(a.email) like lower(:pattern)
                        or lower(a.external_id) like lower(:pattern))
            ), listed as (
                select h.*, row_number() over places as place, count(*) over () as found,
                       lag(h.sort_name, :back) over places as previous_name,
                       lag(h.id, :back) over places as previous_id
                  from holder h
                 where :every or h.alike in (select c.value from jsonb_array_elements(cast(:classes as jsonb)) c)
                window places as (order by h.sort_name, h.id)
            )
            select l.type, l.id, l.name, l.sort_name, l.email, l.state, l.kind, l.level, l.alike::text as alike,
                   l.place, l.found, l.previous_name, l.previous_id
              from listed l
             where (l.sort_name, l.id) > (:afterName, :afterId)
             order by l.place
             limit :limit
            """;

    private final TenantTransactions transactions;
    private final JdbcClient db;

    ResourceAccess(TenantTransactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    /// Which accounts are asked for.
    public record Wanted(SearchText search, RightFilter right) {}

    /// An account and what it can do with the resource.
    ///
    /// @param level its level on the application as a whole; none when that was not read
    public record ByAccount(
            Key account,
            String name,
            @Nullable String email,
            String state,
            String kind,
            @Nullable String level,
            Decision decision) {}

    /// The decisions about all accounts, alike ones together.
    public Verdicts verdicts(Revision revision, Rulebook book, Found resource) {
        Map<String, Verdict> byClass = new HashMap<>();
        String type = resource.key().type();
        transactions.read(revision.tenant(), () -> {
            accounts(revision, book, resource, CLASSES).query(row -> {
                String alike = row.getString("alike");
                Decision decision = book.decide(levels(alike), resource.with(held(alike), book.unread()));
                byClass.put(alike, new Verdict(type, decision, row.getLong("accounts")));
            });
            return byClass;
        });
        return new Verdicts(byClass);
    }

    /// At most `limit` accounts after a place, by name and id.
    ///
    /// @param verdicts of the same resource and revision
    public Stretch<ByAccount> page(
            Revision revision,
            Rulebook book,
            Found resource,
            Verdicts verdicts,
            Wanted wanted,
            @Nullable Cursor after,
            int limit) {
        List<String> start = after == null ? List.of("", "") : after.key();
        return transactions.read(
                revision.tenant(),
                () -> Stretch.of(
                        accounts(revision, book, resource, PAGE)
                                .param("pattern", wanted.search().pattern())
                                .param("every", wanted.right().isAll())
                                .param("classes", wanted.right().isAll() ? "[]" : verdicts.admitted(wanted.right()))
                                .param("afterName", start.get(0))
                                .param("afterId", start.get(1))
                                .param("back", limit + 1)
                                .param("limit", limit + 1)
                                .query((row, index) -> placed(row, verdicts))
                                .list(),
                        limit));
    }

    private JdbcClient.StatementSpec accounts(Revision revision, Rulebook book, Found resource, String sql) {
        AccessRules rules = book.rules();
        return revision.statement(db, sql)
                .param("wholeType", rules.whole().type())
                .param("whole", rules.whole().id())
                .param("group", rules.group())
                .param("owners", JsonMapper.shared().writeValueAsString(book.withContainers(resource.owners())))
                .param("objectType", resource.key().type())
                .param("resource", resource.key().id())
                .param("feeds", book.feedsOfResources());
    }

    private static Placed<ByAccount> placed(ResultSet row, Verdicts verdicts) throws SQLException {
        Key account = new Key(row.getString("type"), row.getString("id"));
        String previous = row.getString("previous_id");
        return new Placed<>(
                new ByAccount(
                        account,
                        row.getString("name"),
                        row.getString("email"),
                        row.getString("state"),
                        row.getString("kind"),
                        row.getString("level"),
                        verdicts.of(row.getString("alike"))),
                row.getLong("place"),
                row.getLong("found"),
                Cursor.of(row.getString("sort_name"), account.id()),
                previous == null ? null : Cursor.of(row.getString("previous_name"), previous));
    }

    private static Set<String> held(String alike) {
        return JsonMapper.shared()
                .readTree(alike)
                .get(2)
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Levels levels(String alike) {
        JsonNode level = JsonMapper.shared().readTree(alike);
        Map<String, List<String>> groups = new HashMap<>();
        level.get(1)
                .forEach(held -> groups.computeIfAbsent(held.get(0).asString(), group -> new ArrayList<>())
                        .add(held.get(1).asString()));
        return new Levels(level.get(0).isNull() ? null : level.get(0).asString(), groups);
    }
}
