package dev.muster.ledger;

import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Ends of grants and links that no listing shows, and whatever else records name: each becomes a visible stub, so that
/// nothing refers to nowhere. It is called what records call it, else what it was called when it was listed last, and
/// tells when it was deleted as far as anything ever told. What is only named is missing when others of its type were
/// listed. Runs in the caller's tenant transaction.
///
/// Grants and links that stay because their feed was not read to its end count as well: what they refer to may
/// end in this very run. They are not counted in the certificate, since nothing of that feed was read. Nor is counted
/// what refers to a type that was not listed to its end: nobody can tell whether it is there.
@Component
public class StagedReferences {
    private static final String STUB_ACCOUNTS = """
            with account_type as (
                select type from staged_account
                 where tenant_id = :tenant and integration_id = :integration and run = :run
                 group by type
                union
                select type from account
                 where tenant_id = :tenant and integration_id = :integration and to_revision is null
                 group by type
            ), reference as (
                select feed, account_type as type, account_id as id, true as staged
                  from staged_grant
                 where tenant_id = :tenant and integration_id = :integration and run = :run
                union all
                select feed, from_type, from_id, true
                  from staged_link
                 where tenant_id = :tenant and integration_id = :integration and run = :run
                   and from_type in (select type from account_type)
                union all
                select feed, to_type, to_id, true
                  from staged_link
                 where tenant_id = :tenant and integration_id = :integration and run = :run
                   and to_type in (select type from account_type)
                union all
                select feed, account_type, account_id, false
                  from access_grant
                 where tenant_id = :tenant and integration_id = :integration and to_revision is null
                   and feed <> all (cast(:complete as text[]))
                union all
                select feed, from_type, from_id, false
                  from link
                 where tenant_id = :tenant and integration_id = :integration and to_revision is null
                   and feed <> all (cast(:complete as text[]))
                   and from_type in (select type from account_type)
                union all
                select feed, to_type, to_id, false
                  from link
                 where tenant_id = :tenant and integration_id = :integration and to_revision is null
                   and feed <> all (cast(:complete as text[]))
                   and to_type in (select type from account_type)
            ), dangling as (
                select r.feed, r.type, r.id, r.staged
                  from reference r
                 where not exists (select 1 from staged_account s
                                    where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                                      and s.type = r.type and s.external_id = r.id)
                   and not exists (select 1 from account a
                                    where a.tenant_id = :tenant and a.integration_id = :integration
                                      and a.type = r.type and a.external_id = r.id
                                      and a.to_revision is null
                                      and a.feed <> all (cast(:complete as text[])))
            ), named_only as (
                select m.feed, m.type, m.id
                  from staged_mention m
                 where m.tenant_id = :tenant and m.integration_id = :integration and m.run = :run
                   and m.type in (select l.type from staged_account l
                                   where l.tenant_id = :tenant and l.integration_id = :integration and l.run = :run
                                     and l.state <> 'absent')
                   and not exists (select 1 from dangling d
                                    where d.feed = m.feed and d.type = m.type and d.id = m.id)
                   and not exists (select 1 from staged_account s
                                    where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                                      and s.type = m.type and s.external_id = m.id)
                   and not exists (select 1 from account p
                                    where p.tenant_id = :tenant and p.integration_id = :integration
                                      and p.type = m.type and p.external_id = m.id
                                      and p.to_revision is null
                                      and p.feed <> all (cast(:complete as text[])))
            ), missing as (
                select feed, type, id, staged from dangling
                union all
                select feed, type, id, true from named_only
            ), told as (
                select m.type, m.id, max(m.deleted_at) as deleted_at,
                       (array_agg(m.name order by m.deleted_at nulls last, m.name)
                        filter (where m.name is not null))[1] as name
                  from staged_mention m
                 where m.tenant_id = :tenant and m.integration_id = :integration and m.run = :run
                   and (m.type, m.id) in (select type, id from missing)
                 group by m.type, m.id
            ), named as (
                select min(d.feed) as feed, d.type, d.id, coalesce(min(t.name), min(k.name), d.id) as name,
                       jsonb_strip_nulls(jsonb_build_object('deleted', coalesce(
                           to_char(min(t.deleted_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                           min(k.attributes ->> 'deleted')))) as attributes
                  from missing d
                  left join told t on t.type = d.type and t.id = d.id
                  left join account k
                    on k.tenant_id = :tenant and k.integration_id = :integration
                   and k.type = d.type and k.external_id = d.id and k.to_revision is null
                 group by d.type, d.id
            ), stubs as (
                insert into staged_account (tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                                            type, external_id, name, kind, state, attributes, digest)
                select :tenant, :integration, :run, feed, 0, false, id, type, id, name, 'unknown', 'absent', attributes,
                       sha256(convert_to(jsonb_build_array('absent', id, name, attributes)::text, 'UTF8'))
                  from named
            ), listed as (
                select type
                  from staged_account
                 where tenant_id = :tenant and integration_id = :integration and run = :run
                 group by type
                having bool_and(feed = any (cast(:whole as text[])))
            )
            select feed, count(*) as records
              from missing
             where staged and type in (select type from listed)
             group by feed
            """;
    private static final String STUB_RESOURCES = """
            with account_type as (
                select type from staged_account
                 where tenant_id = :tenant and integration_id = :integration and run = :run
                 group by type
                union
                select type from account
                 where tenant_id = :tenant and integration_id = :integration and to_revision is null
                 group by type
            ), reference as (
                select feed, resource_type as type, resource_id as id, true as staged
                  from staged_grant
                 where tenant_id = :tenant and integration_id = :integration and run = :run
                union all
                select feed, from_type, from_id, true
                  from staged_link
                 where tenant_id = :tenant and integration_id = :integration and run = :run
                   and from_type not in (select type from account_type)
                union all
                select feed, to_type, to_id, true
                  from staged_link
                 where tenant_id = :tenant and integration_id = :integration and run = :run
                   and to_type not in (select type from account_type)
                union all
                select feed, resource_type, resource_id, false
                  from access_grant
                 where tenant_id = :tenant and integration_id = :integration and to_revision is null
                   and feed <> all (cast(:complete as text[]))
                union all
                select feed, from_type, from_id, false
                  from link
                 where tenant_id = :tenant and integration_id = :integration and to_revision is null
                   and feed <> all (cast(:complete as text[]))
                   and from_type not in (select type from account_type)
                union all
                select feed, to_type, to_id, false
                  from link
                 where tenant_id = :tenant and integration_id = :integration and to_revision is null
                   and feed <> all (cast(:complete as text[]))
                   and to_type not in (select type from account_type)
            ), dangling as (
                select r.feed, r.type, r.id, r.staged
                  from reference r
                 where not exists (select 1 from staged_resource s
                                    where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                                      and s.type = r.type and s.external_id = r.id)
                   and not exists (select 1 from resource p
                                    where p.tenant_id = :tenant and p.integration_id = :integration
                                      and p.type = r.type and p.external_id = r.id
                                      and p.to_revision is null
                                      and p.feed <> all (cast(:complete as text[])))
            ), named_only as (
                select m.feed, m.type, m.id
                  from staged_mention m
                 where m.tenant_id = :tenant and m.integration_id = :integration and m.run = :run
                   and m.type in (select l.type from staged_resource l
                                   where l.tenant_id = :tenant and l.integration_id = :integration and l.run = :run)
                   and not exists (select 1 from dangling d
                                    where d.feed = m.feed and d.type = m.type and d.id = m.id)
                   and not exists (select 1 from staged_resource s
                                    where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                                      and s.type = m.type and s.external_id = m.id)
                   and not exists (select 1 from resource p
                                    where p.tenant_id = :tenant and p.integration_id = :integration
                                      and p.type = m.type and p.external_id = m.id
                                      and p.to_revision is null
                                      and p.feed <> all (cast(:complete as text[])))
            ), missing as (
                select feed, type, id, staged from dangling
                union all
                select feed, type, id, true from named_only
            ), told as (
                select m.type, m.id, max(m.deleted_at) as deleted_at,
                       (array_agg(m.name order by m.deleted_at nulls last, m.name)
                        filter (where m.name is not null))[1] as name
                  from staged_mention m
                 where m.tenant_id = :tenant and m.integration_id = :integration and m.run = :run
                   and (m.type, m.id) in (select type, id from missing)
                 group by m.type, m.id
            ), named as (
                select min(d.feed) as feed, d.type, d.id, coalesce(min(t.name), min(k.name), d.id) as name,
                       jsonb_strip_nulls(jsonb_build_object('deleted', coalesce(
                           to_char(min(t.deleted_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                           min(k.attributes ->> 'deleted')))) as attributes
                  from missing d
                  left join told t on t.type = d.type and t.id = d.id
                  left join resource k
                    on k.tenant_id = :tenant and k.integration_id = :integration
                   and k.type = d.type and k.external_id = d.id and k.to_revision is null
                 group by d.type, d.id
            ), stubs as (
                insert into staged_resource (tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                                             type, external_id, name, attributes, digest)
                select :tenant, :integration, :run, feed, 0, false, id, type, id, name, attributes || '{"stub":"true"}',
                       sha256(convert_to(jsonb_build_array('stub', id, name, attributes)::text, 'UTF8'))
                  from named
            ), listed as (
                select type
                  from staged_resource
                 where tenant_id = :tenant and integration_id = :integration and run = :run
                 group by type
                having bool_and(feed = any (cast(:whole as text[])))
            )
            select feed, count(*) as records
              from missing
             where staged and type in (select type from listed)
             group by feed
            """;

    private final JdbcClient db;

    StagedReferences(JdbcClient db) {
        this.db = db;
    }

    /// Makes a visible stub of everything a grant or link refers to, or a record names, that no listing shows.
    ///
    /// @param complete feeds that were read to their end, or but for some parts
    /// @param whole    those of them that lack no part
    /// @return dangling references of what was read, by feed
    public Map<String, Long> resolve(RunKey run, Set<String> complete, Set<String> whole) {
        Map<String, Long> dangling = counted(run, STUB_ACCOUNTS, complete, whole);
        counted(run, STUB_RESOURCES, complete, whole).forEach((feed, more) -> dangling.merge(feed, more, Long::sum));
        return dangling;
    }

    private Map<String, Long> counted(RunKey run, String stubs, Set<String> complete, Set<String> whole) {
        return RunKey.records(run.statement(db, stubs)
                .param("complete", StagedRun.array(complete))
                .param("whole", StagedRun.array(whole)));
    }
}
