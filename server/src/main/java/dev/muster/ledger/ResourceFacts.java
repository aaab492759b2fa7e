package dev.muster.ledger;

/// Publishes resources: those no longer shown are closed, those shown otherwise closed and opened again, new
/// ones opened.
final class ResourceFacts {
    /// Of one connection and one transaction, as what a run differs in is asked for by nobody else.
    private static final String TABLE = """
            create temporary table if not exists resource_difference (
                type        text not null,
                external_id text not null,
                before_feed text,
                before_stub boolean,
                same        boolean not null,
                feed        text,
                name        text,
                attributes  jsonb,
                digest      bytea
            ) on commit delete rows;
            delete from resource_difference;
            """;
    /// What another feed shows now differs too: it is closed when that feed no longer does. The fact goes on as
    /// another, so that the past keeps telling where it was read then; nobody's access changed.
    private static final String COMPARE = """
            insert into resource_difference (type, external_id, before_feed, before_stub, same,
                                             feed, name, attributes, digest)
            select coalesce(s.type, r.type), coalesce(s.external_id, r.external_id), r.feed, r.attributes ->> 'stub' is not null,
                   s.digest is not distinct from r.digest,
                   s.feed, s.name, s.attributes, s.digest
              from (select type, external_id, feed, name, attributes, digest
                      from staged_resource
                     where tenant_id = :tenant and integration_id = :integration and run = :run) s
              full join (select type, external_id, feed, attributes, digest
                           from resource
                          where tenant_id = :tenant and integration_id = :integration and to_revision is null) r
                on r.type = s.type and r.external_id = s.external_id
             where s.digest is distinct from r.digest or s.feed is distinct from r.feed
            """;
    private static final String CLOSE = """
            update resource r
               set to_revision = :revision
              from resource_difference d
             where r.tenant_id = :tenant and r.integration_id = :integration
               and r.to_revision is null
               and r.type = d.type and r.external_id = d.external_id
               and d.before_feed is not null
               and (d.feed is not null or d.before_feed = any (cast(:complete as text[])))
            """;
    private static final String OPEN = """
            insert into resource (tenant_id, integration_id, type, external_id, from_revision,
                                  name, attributes, digest, feed, run)
            select :tenant, :integration, d.type, d.external_id, :revision,
                   d.name, d.attributes, d.digest, d.feed, :run
              from resource_difference d
             where d.feed is not null
            """;
    private static final String COUNT = """
            select count(*) filter (where before_feed is null) as added,
                   count(*) filter (where feed is null
                                      and before_feed = any (cast(:complete as text[]))) as removed,
                   count(*) filter (where feed is not null and before_feed is not null and not same) as changed
              from resource_difference
            """;

    static final Publication.Statements STATEMENTS = new Publication.Statements(TABLE, COMPARE, CLOSE, OPEN, COUNT);

    private ResourceFacts() {}
}
