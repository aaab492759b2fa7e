package dev.muster.access;

import dev.muster.ledger.SearchText;

/// How much access a search finds that asks for nothing of accounts besides. What matches is looked for once among
/// accounts and once among resources, and what is held by the one or on the other is counted as it stands: to look each
/// grant's account and resource up again, as a list must that shows them, takes longer than all the rest.
final class SearchCount {
    /// By the account, then by the resource, then by the level, nothing twice; of `:most` at most.
    static final String FOUND =
            """
            select count(*)
              from (select 1
            """ + GrantStatements.INTEGRATIONS + """
                     cross join lateral (
                           with matching as materialized (
                                select a.type, a.external_id
                                  from account a
                                 where a.tenant_id = :tenant and a.integration_id = s.integration_id
                                   and holds(a.from_revision, a.to_revision, s.number, :newest)
                                   and
            """ + SearchText.IN_ACCOUNT + """
                                ),
                                named as materialized (
                                select r.type, r.external_id
                                  from resource r
                                 where r.tenant_id = :tenant and r.integration_id = s.integration_id
                                   and holds(r.from_revision, r.to_revision, s.number, :newest)
                                   and
            """ + SearchText.IN_RESOURCE + """
                                )
                           select 1
                             from matching a
                             join access_grant g
                               on g.tenant_id = :tenant and g.integration_id = s.integration_id
                              and g.account_type = a.type and g.account_id = a.external_id
                              and holds(g.from_revision, g.to_revision, s.number, :newest)
                            where (not :byLevel
                                   or s.integration_id || ' ' || g.resource_type || ' ' || g.value = any (:levels))
                            union all
                           select 1
                             from named r
                             join access_grant g
                               on g.tenant_id = :tenant and g.integration_id = s.integration_id
                              and g.resource_type = r.type and g.resource_id = r.external_id
                              and holds(g.from_revision, g.to_revision, s.number, :newest)
                            where (not :byLevel
                                   or s.integration_id || ' ' || g.resource_type || ' ' || g.value = any (:levels))
                              and (g.account_type, g.account_id) not in (
                                  select a.type, a.external_id from matching a)
                            union all
                           select 1
                             from unnest(:namedAt, :namedOn, :namedValues) as l (integration_id, resource_type, value)
                             join access_grant g
                               on g.tenant_id = :tenant and g.integration_id = s.integration_id
                              and g.resource_type = l.resource_type and g.value = l.value
                              and holds(g.from_revision, g.to_revision, s.number, :newest)
                            where l.integration_id = s.integration_id
                              and (g.account_type, g.account_id) not in (
                                  select a.type, a.external_id from matching a)
                              and (g.resource_type, g.resource_id) not in (
                                  select r.type, r.external_id from named r)) p
                     limit :most) c
            """;

    private SearchCount() {}
}
