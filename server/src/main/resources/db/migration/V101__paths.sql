-- Ways by which somebody reaches something: groups of several types own resources, and several levels may be held on the
-- application as a whole. Those of one account are told as one text, in their order, with a sign between that none has.

-- As before, but owners may be of several types.
drop function resource_list(uuid, uuid, integer, boolean, text, text, text, text);
create function resource_list(of_tenant uuid, of_integration uuid, revision integer, newest boolean,
                              pattern text, of_type text, owner_types text[], owner text) returns setof resource
    language sql stable parallel safe
as $$
    select r.*
      from resource r
     where r.tenant_id = of_tenant and r.integration_id = of_integration
       and holds(r.from_revision, r.to_revision, revision, newest)
       and (pattern = '' or r.sort_name like lower(pattern) or lower(r.external_id) like lower(pattern))
       and (of_type = '' or r.type = of_type)
       and (owner = '' or exists (
               select 1 from link l
                where l.tenant_id = of_tenant and l.integration_id = of_integration
                  and l.from_type = any (owner_types) and l.from_id = owner and l.relation = 'owns'
                  and l.to_type = r.type and l.to_id = r.external_id
                  and holds(l.from_revision, l.to_revision, revision, newest)))
$$;

-- As before, with all levels that are held instead of the first.
create or replace function holder_list(of_tenant uuid, of_integration uuid, revision integer, newest boolean,
                                       pattern text, whole_type text, whole text, every boolean, apart text[],
                                       admitted text[], levels text[], levelless boolean)
    returns table (type text, external_id text, name text, sort_name text, email text, state text, kind text,
                   level text)
    language sql stable parallel safe
as $$
    select a.type, a.external_id, a.name, a.sort_name, a.email, a.state, a.kind, w.level
      from account_list(of_tenant, of_integration, revision, newest, pattern, '', '', whole_type) a
     cross join lateral (
           select string_agg(g.value, chr(31) order by g.value collate "C") as level
             from access_grant g
            where g.tenant_id = of_tenant and g.integration_id = of_integration
              and g.account_type = a.type and g.account_id = a.external_id
              and g.resource_type = whole_type and g.resource_id = whole
              and holds(g.from_revision, g.to_revision, revision, newest)) w
     where every
        or a.type || ' ' || a.external_id = any (admitted)
        or (w.level = any (levels) or levelless and w.level is null)
           and a.type || ' ' || a.external_id <> all (apart)
$$;
