package dev.muster.rights;

import dev.muster.connector.AccessRules;
import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.Key;
import dev.muster.database.TenantTransactions;
import dev.muster.ledger.Revision;
import dev.muster.rights.Verdicts.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What one account can do with all resources. A decision is made once for each [ResourceClass], however many resources
/// are in it.
@Component
public class AccountVerdicts {
    /// Every resource with its class: what it is, the kinds of its owners, what the account holds on it, the feed
    /// that told it, and its id when it is a part which could not be read.
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
            ), held as (
                select g.resource_type as type, g.resource_id as id,
                       string_agg(g.value, chr(31) order by g.value) as levels
                  from access_grant g
                 where g.tenant_id = :tenant and g.integration_id = :integration
                   and g.account_type = :accountType and g.account_id = :account
                   and g.feed in (:feeds)
                   and holds(g.from_revision, g.to_revision, :revision, :newest)
                 group by g.resource_type, g.resource_id
            ), classed as (
                select r.type, r.external_id, r.name, r.feed, r.sort_name,
                       concat_ws(chr(30), r.type,
                                 coalesce(case when r.type = any (:groups) then coalesce(k.number, -1) || ' '
                                               else o.kinds end, ''),
                                 coalesce(h.levels, ''), r.feed,
                                 case when (r.type, r.external_id)
                                           in (select u.type, u.id
                                                 from unnest(cast(:unreadTypes as text[]), cast(:unreadIds as text[]))
                                                      as u (type, id))
                                      then r.external_id else '' end) as alike
                  from resource r
                  left join kind k on k.type = r.type and k.id = r.external_id
                  left join owner o on o.type = r.type and o.id = r.external_id
                  left join held h on h.type = r.type and h.id = r.external_id
                 where r.tenant_id = :tenant and r.integration_id = :integration
                   and r.type in (:types)
                   and holds(r.from_revision, r.to_revision, :revision, :newest)
            )
            """;
    private static final String CLASSES = CLASSED + """
            select c.alike, count(*) as resources
              from classed c
             group by c.alike
            """;

    private final TenantTransactions transactions;
    private final JdbcClient db;

    AccountVerdicts(TenantTransactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    /// The decisions about all resources, alike ones together. What they say in words is true of one resource of
    /// each class.
    public Verdicts of(Revision revision, Rulebook book, Key account, Levels levels) {
        Map<String, Verdict> byClass = new HashMap<>();
        GroupKinds kinds = GroupKinds.of(book, levels);
        transactions.read(revision.tenant(), () -> {
            classed(revision.statement(db, CLASSES), book, account, kinds)
                    .param("types", book.types())
                    .query(row -> {
                        String alike = row.getString("alike");
                        ResourceClass resources = ResourceClass.parse(alike, kinds);
                        Decision decision = book.decide(levels, resources);
                        byClass.put(alike, new Verdict(resources.type(), decision, row.getLong("resources")));
                    });
            return byClass;
        });
        return new Verdicts(byClass);
    }

    /// Fills in what [#CLASSED] takes, but for the types.
    static JdbcClient.StatementSpec classed(
            JdbcClient.StatementSpec statement, Rulebook book, Key account, GroupKinds kinds) {
        List<Key> unread = book.unreadResources();
        return kinds.in(statement)
                .param("groups", book.groupTypes())
                .param("owns", AccessRules.OWNS)
                .param("accountType", account.type())
                .param("account", account.id())
                .param("feeds", book.feedsOfResources())
                .param("unreadTypes", unread.stream().map(Key::type).toArray(String[]::new))
                .param("unreadIds", unread.stream().map(Key::id).toArray(String[]::new));
    }
}
