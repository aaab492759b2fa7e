package dev.muster.ledger;

/// Publishes grants. One that is held in another way, or of which more is said, is closed and opened again.
final class GrantFacts {
    /// Of one connection and one transaction, as what a run differs in is asked for by nobody else.
    private static final String TABLE = """
            create temporary table if not exists grant_difference (
                account_type  text not null,
                account_id    text not null,
                resource_type text not null,
                resource_id   text not null,
                value         text not null,
                through       text not null,
                before_feed   text,
                same          boolean not null,
                feed          text,
                record_id     text,
                attributes    jsonb
            ) on commit delete rows;
            delete from grant_difference;
            """;
    /// What another feed shows now differs too: it is closed when that feed no longer does. The fact goes on as
    /// another, so that the past keeps telling where it was read then; nobody's access changed.
    private static final String COMPARE = """
            insert into grant_difference (account_type, account_id, resource_type, resource_id, value, through,
                                          before_feed, same, feed, record_id, attributes)
            select coalesce(s.account_type, g.account_type), coalesce(s.account_id, g.account_id),
                   coalesce(s.resource_type, g.resource_type), coalesce(s.resource_id, g.resource_id),
                   coalesce(s.value, g.value), coalesce(s.through, g.through),
                   g.feed, s.attributes is not distinct from g.attributes, s.feed, s.record_id, s.attributes
              from (select account_type, account_id, resource_type, resource_id, value, through,
                           feed, record_id, attributes
                      from staged_grant
                     where tenant_id = :tenant and integration_id = :integration and run = :run) s
              full join (select account_type, account_id, resource_type, resource_id, value, through,
                                feed, attributes
                           from access_grant
                          where tenant_id = :tenant and integration_id = :integration and to_revision is null) g
                on g.account_type = s.account_type and g.account_id = s.account_id
               and g.resource_type = s.resource_type and g.resource_id = s.resource_id
               and g.value = s.value and g.through = s.through
             where s.attributes is distinct from g.attributes or s.feed is distinct from g.feed
            """;
    private static final String CLOSE = """
            update access_grant g
               set to_revision = :revision
              from grant_difference d
             where g.tenant_id = :tenant and g.integration_id = :integration
               and g.to_revision is null
               and g.account_type = d.account_type and g.account_id = d.account_id
               and g.resource_type = d.resource_type and g.resource_id = d.resource_id
               and g.value = d.value and g.through = d.through
               and d.before_feed is not null
               and (d.feed is not null or d.before_feed = any (cast(:complete as text[])))
            """;
    private static final String OPEN = """
            insert into access_grant (tenant_id, integration_id, account_type, account_id, resource_type, resource_id,
                                      value, through, attributes, from_revision, feed, record_id, run)
            select :tenant, :integration, d.account_type, d.account_id, d.resource_type, d.resource_id,
                   d.value, d.through, d.attributes, :revision, d.feed, d.record_id, :run
              from grant_difference d
             where d.feed is not null
            """;
    /// A grant whose account holds something else on the same resource from this revision on is one change, not
    /// an end and a beginning. One that is only read elsewhere did not change at all.
    private static final String COUNT = """
            select coalesce(sum(opened - least(opened, closed)), 0) as added,
                   coalesce(sum(closed - least(opened, closed)), 0) as removed,
                   coalesce(sum(least(opened, closed)), 0) as changed
              from (select count(*) filter (where opens) as opened, count(*) filter (where closes) as closed
                      from (select account_type, account_id, resource_type, resource_id, same,
                                   coalesce(feed <> all (cast(:restless as text[])), false) as opens,
                                   coalesce(before_feed <> all (cast(:restless as text[]))
                                            and (feed is not null
                                                 or before_feed = any (cast(:complete as text[]))), false) as closes
                              from grant_difference) told
                     where not (same and opens and closes)
                     group by account_type, account_id, resource_type, resource_id) touched
            """;

    static final Publication.Statements STATEMENTS = new Publication.Statements(TABLE, COMPARE, CLOSE, OPEN, COUNT);

    private GrantFacts() {}
}
