package dev.muster.ledger;

/// Publishes accounts: those no longer shown are closed, those shown otherwise closed and opened again, new
/// ones opened.
final class AccountFacts {
    /// Of one connection and one transaction, as what a run differs in is asked for by nobody else.
    private static final String TABLE = """
            create temporary table if not exists account_difference (
                type         text not null,
                external_id  text not null,
                before_feed  text,
                before_state text,
                same         boolean not null,
                feed         text,
                name         text,
                email        text,
                kind         text,
                state        text,
                attributes   jsonb,
                digest       bytea
            ) on commit delete rows;
            delete from account_difference;
            """;
    /// What another feed shows now differs too: it is closed when that feed no longer does. The fact goes on as
    /// another, so that the past keeps telling where it was read then; nobody's access changed.
    private static final String COMPARE = """
            insert into account_difference (type, external_id, before_feed, before_state, same,
                                            feed, name, email, kind, state, attributes, digest)
            select coalesce(s.type, a.type), coalesce(s.external_id, a.external_id), a.feed, a.state,
                   s.digest is not distinct from a.digest,
                   s.feed, s.name, s.email, s.kind, s.state, s.attributes, s.digest
              from (select type, external_id, feed, name, email, kind, state, attributes, digest
                      from staged_account
                     where tenant_id = :tenant and integration_id = :integration and run = :run) s
              full join (select type, external_id, feed, state, digest
                           from account
                          where tenant_id = :tenant and integration_id = :integration and to_revision is null) a
                on a.type = s.type and a.external_id = s.external_id
             where s.digest is distinct from a.digest or s.feed is distinct from a.feed
            """;
    private static final String CLOSE = """
            update account a
               set to_revision = :revision
              from account_difference d
             where a.tenant_id = :tenant and a.integration_id = :integration
               and a.to_revision is null
               and a.type = d.type and a.external_id = d.external_id
               and d.before_feed is not null
               and (d.feed is not null or d.before_feed = any (cast(:complete as text[])))
            """;
    private static final String OPEN = """
            insert into account (tenant_id, integration_id, type, external_id, from_revision,
                                 name, email, kind, state, attributes, digest, feed, run)
            select :tenant, :integration, d.type, d.external_id, :revision,
                   d.name, d.email, d.kind, d.state, d.attributes, d.digest, d.feed, :run
              from account_difference d
             where d.feed is not null
            """;
    private static final String COUNT = """
            select count(*) filter (where before_feed is null) as added,
                   count(*) filter (where feed is null
                                      and before_feed = any (cast(:complete as text[]))) as removed,
                   count(*) filter (where feed is not null and before_feed is not null and not same) as changed
              from account_difference
            """;

    static final Publication.Statements STATEMENTS = new Publication.Statements(TABLE, COMPARE, CLOSE, OPEN, COUNT);

    private AccountFacts() {}
}
