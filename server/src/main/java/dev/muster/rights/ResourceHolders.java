package dev.muster.rights;

import dev.muster.connector.Key;
import dev.muster.ledger.Revision;
import dev.muster.rights.Resources.Found;
import dev.muster.rights.Verdicts.Verdict;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tells how all accounts stand to one resource. Only those that hold something on it or on its owners are looked at;
/// of all others it is known how many hold each level on the application as a whole. Runs in the caller's tenant
/// transaction.
@Component
class ResourceHolders {
    private static final String APART = """
            with held as (
                select g.account_type as type, g.account_id as id, g.resource_type, g.resource_id, g.value, true as on_owner
                  from unnest(cast(:ownerTypes as text[]), cast(:owners as text[])) as owner (type, id)
                  join access_grant g
                    on g.tenant_id = :tenant and g.integration_id = :integration
                   and g.resource_type = owner.type and g.resource_id = owner.id
                   and holds(g.from_revision, g.to_revision, :revision, :newest)
                union all
                select g.account_type, g.account_id, g.resource_type, g.resource_id, g.value, false
                  from access_grant g
                 where g.tenant_id = :tenant and g.integration_id = :integration
                   and g.resource_type = :resourceType and g.resource_id = :resource
                   and g.feed = any (cast(:feeds as text[]))
                   and holds(g.from_revision, g.to_revision, :revision, :newest)
            ), apart as (
                select h.type, h.id,
                       coalesce(jsonb_agg(distinct jsonb_build_array(h.resource_type, h.resource_id, h.value))
                                filter (where h.on_owner), '[]') as on_owners,
                       coalesce(jsonb_agg(distinct h.value) filter (where not h.on_owner), '[]') as on_resource
                  from held h
                 group by h.type, h.id
            )
            select p.type, p.id, w.level, jsonb_build_array(to_jsonb(string_to_array(w.level, chr(31))), p.on_owners, p.on_resource)::text as alike
              from apart p
              join account a
                on a.tenant_id = :tenant and a.integration_id = :integration
               and a.type = p.type and a.external_id = p.id
               and holds(a.from_revision, a.to_revision, :revision, :newest)
             cross join lateral (
                   select string_agg(g.value, chr(31) order by g.value collate "C") as level
                     from access_grant g
                    where g.tenant_id = :tenant and g.integration_id = :integration
                      and g.account_type = p.type and g.account_id = p.id
                      and g.resource_type = :wholeType and g.resource_id = :whole
                      and holds(g.from_revision, g.to_revision, :revision, :newest)) w
            """;

    private final BaseLevels levels;
    private final JdbcClient db;

    ResourceHolders(BaseLevels levels, JdbcClient db) {
        this.levels = levels;
        this.db = db;
    }

    AccountClasses of(Revision revision, Rulebook book, Found resource) {
        Map<Key, String> apart = new HashMap<>();
        Map<String, Long> accounts = new HashMap<>();
        Map<Optional<String>, Long> apartByLevel = new HashMap<>();
        statement(revision, book, resource).query(row -> {
            apart.put(new Key(row.getString("type"), row.getString("id")), row.getString("alike"));
            accounts.merge(row.getString("alike"), 1L, Long::sum);
            apartByLevel.merge(Optional.ofNullable(row.getString("level")), 1L, Long::sum);
        });
        Map<Optional<String>, String> byLevel = new HashMap<>();
        for (BaseLevels.Held level : levels.of(revision, book.rules())) {
            Optional<String> held = Optional.ofNullable(level.level());
            byLevel.put(held, level.alike());
            accounts.put(level.alike(), level.accounts() - apartByLevel.getOrDefault(held, 0L));
        }
        return new AccountClasses(verdicts(book, resource, accounts), apart, byLevel);
    }

    private JdbcClient.StatementSpec statement(Revision revision, Rulebook book, Found resource) {
        List<Key> owners = book.withReaching(resource.owners());
        return revision.statement(db, APART)
                .param("wholeType", book.rules().whole().type())
                .param("whole", book.rules().whole().id())
                .param("ownerTypes", owners.stream().map(Key::type).toArray(String[]::new))
                .param("owners", owners.stream().map(Key::id).toArray(String[]::new))
                .param("resourceType", resource.key().type())
                .param("resource", resource.key().id())
                .param("feeds", book.feedsOfResources().toArray(String[]::new));
    }

    private static Verdicts verdicts(Rulebook book, Found resource, Map<String, Long> accounts) {
        Map<Object, Verdict> byClass = new HashMap<>();
        accounts.forEach((alike, number) -> {
            if (number > 0) {
                JsonNode held = JsonMapper.shared().readTree(alike);
                var decision = book.decide(levels(held), resource.with(onResource(held), book));
                byClass.put(alike, new Verdict(resource.key().type(), decision, number));
            }
        });
        return new Verdicts(byClass);
    }

    private static Set<String> onResource(JsonNode held) {
        return held.get(2).valueStream().map(JsonNode::asString).collect(Collectors.toUnmodifiableSet());
    }

    private static Levels levels(JsonNode held) {
        Map<Key, Set<String>> groups = new HashMap<>();
        held.get(1)
                .forEach(level -> groups.computeIfAbsent(
                                new Key(level.get(0).asString(), level.get(1).asString()), group -> new HashSet<>())
                        .add(level.get(2).asString()));
        return new Levels(
                held.get(0).valueStream().map(JsonNode::asString).collect(Collectors.toUnmodifiableSet()), groups);
    }
}
