package dev.muster.rights;

import dev.muster.connector.AccessRules;
import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.Key;
import dev.muster.database.TenantTransactions;
import dev.muster.ledger.Revision;
import dev.muster.rights.Verdicts.Verdict;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What one account can do with all resources. A decision is made once for each [ResourceClass], however many resources
/// are in it.
@Component
public class AccountVerdicts {
    private static final String CLASSES = """
            with owner as (
                select l.to_type as type, l.to_id as id,
                       jsonb_agg(distinct jsonb_build_array(l.from_type, l.from_id,
                                                            coalesce(l.attributes ->> 'level', ''))) as ids
                  from link l
                 where l.tenant_id = :tenant and l.integration_id = :integration
                   and l.from_type = any (:groups) and l.relation = :owns
                   and holds(l.from_revision, l.to_revision, :revision, :newest)
                 group by l.to_type, l.to_id
            ), held as (
                select g.resource_type as type, g.resource_id as id, jsonb_agg(distinct g.value) as levels
                  from access_grant g
                 where g.tenant_id = :tenant and g.integration_id = :integration
                   and g.account_type = :accountType and g.account_id = :account
                   and g.feed in (:feeds)
                   and holds(g.from_revision, g.to_revision, :revision, :newest)
                 group by g.resource_type, g.resource_id
            )
            select jsonb_build_array(r.type, case when r.type = any (:groups) then jsonb_build_array(jsonb_build_array(r.type, r.external_id, ''))
                                                  else coalesce(o.ids, '[]') end,
                                     coalesce(h.levels, '[]'), r.feed,
                                     case when jsonb_build_array(r.type, r.external_id)
                                               in (select u.value from jsonb_array_elements(cast(:unread as jsonb)) u)
                                          then r.external_id end)::text as alike,
                   count(*) as resources
              from resource r
              left join owner o on o.type = r.type and o.id = r.external_id
              left join held h on h.type = r.type and h.id = r.external_id
             where r.tenant_id = :tenant and r.integration_id = :integration
               and r.type in (:types)
               and holds(r.from_revision, r.to_revision, :revision, :newest)
             group by alike
            """;

    private final TenantTransactions transactions;
    private final JdbcClient db;

    AccountVerdicts(TenantTransactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    /// The decisions about all resources, alike ones together.
    public Verdicts of(Revision revision, Rulebook book, Key account, Levels levels) {
        Map<String, Verdict> byClass = new HashMap<>();
        transactions.read(revision.tenant(), () -> {
            revision.statement(db, CLASSES)
                    .param("groups", book.groupTypes())
                    .param("owns", AccessRules.OWNS)
                    .param("types", book.types())
                    .param("accountType", account.type())
                    .param("account", account.id())
                    .param("feeds", book.feedsOfResources())
                    .param("unread", book.unreadResources())
                    .query(row -> {
                        String alike = row.getString("alike");
                        ResourceClass resources = ResourceClass.parse(alike);
                        Decision decision = book.decide(levels, resources);
                        byClass.put(alike, new Verdict(resources.type(), decision, row.getLong("resources")));
                    });
            return byClass;
        });
        return new Verdicts(byClass);
    }
}
