package dev.muster.rights;

import dev.muster.connector.AccessRules;
import dev.muster.connector.Key;
import dev.muster.database.TenantTransactions;
import dev.muster.ledger.PerRevision;
import dev.muster.ledger.Revision;
import dev.muster.rights.ResourceClass.Alike;
import dev.muster.rights.Verdicts.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What one account can do with all resources. Only those near the account are looked at: what it holds something on,
/// groups that it reaches, and what these own. Of all others it is known once for each revision how many are alike to
/// whoever has nothing to do with them, and a decision is made once for each such class.
@Component
public class AccountVerdicts {
    /// Every resource with its class: what it is, the kinds of its owners, the feed that told it, and its id when
    /// it is a part which could not be read.
    static final String CLASSED = """
            with kind as (
                select k.type, k.id, k.number
                  from unnest(cast(:groupTypes as text[]), cast(:groupIds as text[]),
                              cast(:groupNumbers as integer[])) as k (type, id, number)
            ), owner as (
                select l.to_type as type, l.to_id as id,
                       string_agg(coalesce(k.number, -1) || ' ' || coalesce(l.attributes ->> 'level', ''), chr(31)
                                  order by k.number, l.attributes ->> 'level') as kinds
                  from link l
                  left join kind k on k.type = l.from_type and k.id = l.from_id
                 where l.tenant_id = :tenant and l.integration_id = :integration
                   and l.from_type = any (:groups) and l.relation = :owns
                   and holds(l.from_revision, l.to_revision, :revision, :newest)
                 group by l.to_type, l.to_id
            ), classed as (
                select r.type, r.external_id,
                       concat_ws(chr(30), r.type,
                                 coalesce(case when r.type = any (:groups) then coalesce(k.number, -1) || ' '
                                               else o.kinds end, ''),
                                 r.feed,
                                 case when (r.type, r.external_id)
                                           in (select u.type, u.id
                                                 from unnest(cast(:unreadTypes as text[]), cast(:unreadIds as text[]))
                                                      as u (type, id))
                                      then r.external_id else '' end) as alike
                  from resource r
                  left join kind k on k.type = r.type and k.id = r.external_id
                  left join owner o on o.type = r.type and o.id = r.external_id
                 where r.tenant_id = :tenant and r.integration_id = :integration
                   and r.type = any (:types)
                   and holds(r.from_revision, r.to_revision, :revision, :newest)
            )
            """;
    private static final String CLASSES = CLASSED + """
            select c.alike, count(*) as resources
              from classed c
             group by c.alike
            """;
    private static final String NEAR = """
            with near_group as (
                select n.type, n.id
                  from unnest(cast(:nearTypes as text[]), cast(:nearIds as text[])) as n (type, id)
            ), near as (
                select n.type, n.id
                  from near_group n
                union
                select l.to_type, l.to_id
                  from near_group n
                  join link l
                    on l.tenant_id = :tenant and l.integration_id = :integration
                   and l.from_type = n.type and l.from_id = n.id and l.relation = :owns
                   and holds(l.from_revision, l.to_revision, :revision, :newest)
                union
                select g.resource_type, g.resource_id
                  from access_grant g
                 where g.tenant_id = :tenant and g.integration_id = :integration
                   and g.account_type = :accountType and g.account_id = :account
                   and g.feed = any (:feeds)
                   and holds(g.from_revision, g.to_revision, :revision, :newest)
            )
            select r.type, r.external_id,
            """ + ResourceClass.SPELLED + """
              from near n
              join resource r
                on r.tenant_id = :tenant and r.integration_id = :integration
               and r.type = n.type and r.external_id = n.id
               and r.type = any (:types)
               and holds(r.from_revision, r.to_revision, :revision, :newest)
            """;
    /// Groups and classes that are remembered, of all revisions together.
    private static final int KEPT = 20_000;

    private final PerRevision<Strangers> strangers = new PerRevision<>(KEPT, Strangers::size);
    private final TenantTransactions transactions;
    private final JdbcClient db;

    AccountVerdicts(TenantTransactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    /// The decisions about all resources, alike ones together. What they say in words is true of one resource of
    /// each class.
    public ResourceClasses of(Revision revision, Rulebook book, Key account, Levels levels) {
        return transactions.read(revision.tenant(), () -> {
            Strangers known = strangers(revision, book);
            return classes(book, levels, known, near(revision, book, account, levels));
        });
    }

    private static ResourceClasses classes(
            Rulebook book, Levels levels, Strangers strangers, Map<Key, ResourceClass> near) {
        Map<ResourceClass, Long> apart = new HashMap<>();
        Map<Alike, Long> notStrange = new HashMap<>();
        near.values().forEach(resource -> {
            apart.merge(resource, 1L, Long::sum);
            notStrange.merge(resource.alike(strangers), 1L, Long::sum);
        });
        Map<ResourceClass, Verdict> byClass = new HashMap<>();
        apart.forEach((resource, number) ->
                byClass.put(resource, new Verdict(resource.type(), book.decide(levels, resource), number)));
        Map<String, Verdict> strange = new HashMap<>();
        var asStranger = new Levels(levels.whole(), Map.of());
        strangers.resources().forEach((alike, all) -> {
            ResourceClass resources = ResourceClass.parse(alike, strangers);
            long number = all - notStrange.getOrDefault(resources.alike(strangers), 0L);
            if (number > 0) {
                strange.put(alike, new Verdict(resources.type(), book.decide(asStranger, resources), number));
            }
        });
        return new ResourceClasses(strangers, near, byClass, strange);
    }

    private Strangers strangers(Revision revision, Rulebook book) {
        return strangers.of(revision, book.unread(), () -> {
            Strangers numbered = Strangers.of(book);
            Map<String, Long> counted = new HashMap<>();
            classed(revision.statement(db, CLASSES), book, numbered)
                    .param("types", book.types().toArray(String[]::new))
                    .query(row -> {
                        counted.put(row.getString("alike"), row.getLong("resources"));
                    });
            return numbered.with(counted);
        });
    }

    private Map<Key, ResourceClass> near(Revision revision, Rulebook book, Key account, Levels levels) {
        Set<Key> groups = book.reachedFrom(levels.groups().keySet());
        Map<Key, ResourceClass> near = new HashMap<>();
        spelled(revision.statement(db, NEAR), book, account)
                .param("types", book.types().toArray(String[]::new))
                .param("nearTypes", groups.stream().map(Key::type).toArray(String[]::new))
                .param("nearIds", groups.stream().map(Key::id).toArray(String[]::new))
                .query(row -> {
                    near.put(
                            new Key(row.getString("type"), row.getString("external_id")),
                            ResourceClass.parse(row.getString("exactly")));
                });
        return near;
    }

    /// Fills in what [#CLASSED] takes, but for the types.
    static JdbcClient.StatementSpec classed(JdbcClient.StatementSpec statement, Rulebook book, Strangers strangers) {
        return unread(strangers.in(statement), book);
    }

    /// Fills in what [ResourceClass#SPELLED] takes.
    static JdbcClient.StatementSpec spelled(JdbcClient.StatementSpec statement, Rulebook book, Key account) {
        return unread(statement, book)
                .param("accountType", account.type())
                .param("account", account.id())
                .param("feeds", book.feedsOfResources().toArray(String[]::new));
    }

    private static JdbcClient.StatementSpec unread(JdbcClient.StatementSpec statement, Rulebook book) {
        List<Key> unread = book.unreadResources();
        return statement
                .param("groups", book.groupTypes())
                .param("owns", AccessRules.OWNS)
                .param("unreadTypes", unread.stream().map(Key::type).toArray(String[]::new))
                .param("unreadIds", unread.stream().map(Key::id).toArray(String[]::new));
    }
}
