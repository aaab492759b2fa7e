package dev.muster.ledger;

/// Publishes links. One of which more is said, or less, is closed and opened again.
final class LinkFacts {
    /// Of one connection and one transaction, as what a run differs in is asked for by nobody else.
    private static final String TABLE = """
            create temporary table if not exists link_difference (
                from_type   text not null,
                from_id     text not null,
                relation    text not null,
                to_type     text not null,
                to_id       text not null,
                before_feed text,
                same        boolean not null,
                feed        text,
                record_id   text,
                attributes  jsonb
            ) on commit delete rows;
            delete from link_difference;
            """;
    /// What another feed shows now differs too: it is closed when that feed no longer does. The fact goes on as
    /// another, so that the past keeps telling where it was read then; nobody's access changed.
    private static final String COMPARE = """
            insert into link_difference (from_type, from_id, relation, to_type, to_id, before_feed, same,
                                         feed, record_id, attributes)
            select coalesce(s.from_type, l.from_type), coalesce(s.from_id, l.from_id),
                   coalesce(s.relation, l.relation), coalesce(s.to_type, l.to_type), coalesce(s.to_id, l.to_id),
                   l.feed, s.attributes is not distinct from l.attributes, s.feed, s.record_id, s.attributes
              from (select from_type, from_id, relation, to_type, to_id, feed, record_id, attributes
                      from staged_link
                     where tenant_id = :tenant and integration_id = :integration and run = :run) s
              full join (select from_type, from_id, relation, to_type, to_id, feed, attributes
                           from link
                          where tenant_id = :tenant and integration_id = :integration and to_revision is null) l
                on l.from_type = s.from_type and l.from_id = s.from_id and l.relation = s.relation
               and l.to_type = s.to_type and l.to_id = s.to_id
             where s.attributes is distinct from l.attributes or s.feed is distinct from l.feed
            """;
    private static final String CLOSE = """
            update link l
               set to_revision = :revision
              from link_difference d
             where l.tenant_id = :tenant and l.integration_id = :integration
               and l.to_revision is null
               and l.from_type = d.from_type and l.from_id = d.from_id and l.relation = d.relation
               and l.to_type = d.to_type and l.to_id = d.to_id
               and d.before_feed is not null
               and (d.feed is not null or d.before_feed = any (cast(:complete as text[])))
            """;
    private static final String OPEN = """
            insert into link (tenant_id, integration_id, from_type, from_id, relation, to_type, to_id, attributes,
                              from_revision, feed, record_id, run)
            select :tenant, :integration, d.from_type, d.from_id, d.relation, d.to_type, d.to_id, d.attributes,
                   :revision, d.feed, d.record_id, :run
              from link_difference d
             where d.feed is not null
            """;
    private static final String COUNT = """
            select count(*) filter (where before_feed is null) as added,
                   count(*) filter (where feed is null
                                      and before_feed = any (cast(:complete as text[]))) as removed,
                   count(*) filter (where feed is not null and before_feed is not null and not same) as changed
              from link_difference
            """;

    static final Publication.Statements STATEMENTS = new Publication.Statements(TABLE, COMPARE, CLOSE, OPEN, COUNT);

    private LinkFacts() {}
}
