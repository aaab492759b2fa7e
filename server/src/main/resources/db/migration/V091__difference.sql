-- What one revision changed, and how much of it, so that any two can be compared: it begins at the facts that began or ended
-- there, and never looks at all that holds.

-- A row for each account, resource, grant and link that a revision saw come, go or change; inlined into the statement that
-- asks. A fact that was only read elsewhere, with the same content, did not change. What an account holds on one resource
-- instead of something else is one change, not an end and a beginning.
-- subject: the account, the resource, who holds the grant, where the link begins; object: what it is held on, where the link
-- ends. `nth` tells apart what is alike up to there: the relation of a link, the several changes of one account on one resource.
create function revision_changes(of_tenant uuid, of_integration uuid, of_revision integer)
    returns table (kind text, subject_type text, subject_id text, object_type text, object_id text, nth text,
                   before jsonb, before_attributes jsonb, after jsonb, after_attributes jsonb,
                   began boolean, ended boolean)
    language sql stable parallel safe
as $$
    select 'account', coalesce(o.type, c.type), coalesce(o.external_id, c.external_id), '', '', '',
           jsonb_build_object('name', c.name, 'email', c.email, 'kind', c.kind, 'state', c.state), c.attributes,
           jsonb_build_object('name', o.name, 'email', o.email, 'kind', o.kind, 'state', o.state), o.attributes,
           c.digest is null, o.digest is null
      from (select a.* from account a
             where a.tenant_id = of_tenant and a.integration_id = of_integration and a.to_revision = of_revision) c
      full join (select a.* from account a
                  where a.tenant_id = of_tenant and a.integration_id = of_integration
                    and a.from_revision = of_revision) o
        on o.type = c.type and o.external_id = c.external_id
     where c.digest is distinct from o.digest
    union all
    select 'resource', coalesce(o.type, c.type), coalesce(o.external_id, c.external_id), '', '', '',
           jsonb_build_object('name', c.name), c.attributes, jsonb_build_object('name', o.name), o.attributes,
           c.digest is null, o.digest is null
      from (select r.* from resource r
             where r.tenant_id = of_tenant and r.integration_id = of_integration and r.to_revision = of_revision) c
      full join (select r.* from resource r
                  where r.tenant_id = of_tenant and r.integration_id = of_integration
                    and r.from_revision = of_revision) o
        on o.type = c.type and o.external_id = c.external_id
     where c.digest is distinct from o.digest
    union all
    select 'link', coalesce(o.from_type, c.from_type), coalesce(o.from_id, c.from_id),
           coalesce(o.to_type, c.to_type), coalesce(o.to_id, c.to_id), coalesce(o.relation, c.relation),
           '{}', c.attributes, '{}', o.attributes, c.attributes is null, o.attributes is null
      from (select l.* from link l
             where l.tenant_id = of_tenant and l.integration_id = of_integration and l.to_revision = of_revision) c
      full join (select l.* from link l
                  where l.tenant_id = of_tenant and l.integration_id = of_integration
                    and l.from_revision = of_revision) o
        on o.from_type = c.from_type and o.from_id = c.from_id and o.relation = c.relation
       and o.to_type = c.to_type and o.to_id = c.to_id
     where c.attributes is distinct from o.attributes
    union all
    select 'grant', g.account_type, g.account_id, g.resource_type, g.resource_id, g.same || '.' || g.nth,
           jsonb_build_object('value', max(g.value) filter (where g.before is not null),
                              'through', max(g.through) filter (where g.before is not null)),
           (array_agg(g.before) filter (where g.before is not null))[1],
           jsonb_build_object('value', max(g.value) filter (where g.after is not null),
                              'through', max(g.through) filter (where g.after is not null)),
           (array_agg(g.after) filter (where g.after is not null))[1],
           not bool_or(g.before is not null), not bool_or(g.after is not null)
      from (select s.*,
                   row_number() over (partition by s.account_type, s.account_id, s.resource_type, s.resource_id,
                                                   s.before is not null, s.after is not null
                                          order by s.value, s.through) as nth
              from (select coalesce(o.account_type, c.account_type) as account_type,
                           coalesce(o.account_id, c.account_id) as account_id,
                           coalesce(o.resource_type, c.resource_type) as resource_type,
                           coalesce(o.resource_id, c.resource_id) as resource_id,
                           coalesce(o.value, c.value) as value, coalesce(o.through, c.through) as through,
                           case when c.value = o.value then 'same' else 'other' end as same,
                           c.attributes as before, o.attributes as after
                      from (select a.* from access_grant a
                             where a.tenant_id = of_tenant and a.integration_id = of_integration
                               and a.to_revision = of_revision) c
                      full join (select a.* from access_grant a
                                  where a.tenant_id = of_tenant and a.integration_id = of_integration
                                    and a.from_revision = of_revision) o
                        on o.account_type = c.account_type and o.account_id = c.account_id
                       and o.resource_type = c.resource_type and o.resource_id = c.resource_id
                       and o.value = c.value and o.through = c.through
                     where c.attributes is distinct from o.attributes) s) g
     group by g.account_type, g.account_id, g.resource_type, g.resource_id, g.same, g.nth
$$;

-- How much a revision changed, by kind. It is counted once, when the revision is published, as it never changes again.
create function revision_changes_counted(of_tenant uuid, of_integration uuid, of_revision integer) returns jsonb
    language sql stable parallel safe
as $$
    select coalesce(jsonb_agg(jsonb_build_object('kind', t.kind, 'added', t.added, 'removed', t.removed,
                                                 'changed', t.changed) order by t.kind), '[]')
      from (select c.kind, count(*) filter (where c.began) as added, count(*) filter (where c.ended) as removed,
                   count(*) filter (where not c.began and not c.ended) as changed
              from revision_changes(of_tenant, of_integration, of_revision) c
             group by c.kind) t
$$;

-- Of the first revision nothing is said: it is compared with none.
alter table revision add column changes jsonb not null default '[]';
do $$
declare
    one uuid;
begin
    for one in select id from tenant loop
        perform set_config('app.tenant', one::text, true);
        update revision v
           set changes = revision_changes_counted(v.tenant_id, v.integration_id, v.number)
         where v.tenant_id = one and v.number > 1;
    end loop;
    perform set_config('app.tenant', '', true);
end
$$;
