-- What accounts can do with one resource, without a look at every account: those that hold something on the resource or on
-- its owners stand apart, and are told by `apart` and `admitted` as type and id with a space between. All others are alike
-- by the level they hold on the application as a whole.

-- The accounts that are let through, each with that level. Inlined into the statement that asks, which reads as many
-- accounts in the order of an index as it shows.
create function holder_list(of_tenant uuid, of_integration uuid, revision integer, newest boolean, pattern text,
                            whole_type text, whole text, every boolean, apart text[], admitted text[],
                            levels text[], levelless boolean)
    returns table (type text, external_id text, name text, sort_name text, email text, state text, kind text,
                   level text)
    language sql stable parallel safe
as $$
    select a.type, a.external_id, a.name, a.sort_name, a.email, a.state, a.kind, w.level
      from account_list(of_tenant, of_integration, revision, newest, pattern, '', '') a
     cross join lateral (
           select min(g.value collate "C") as level
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

-- All accounts that can be among them, and few others, for a question that few answer: those are looked up, and not found
-- by reading everybody. `levelless` asks for accounts without any level.
create function holder_candidates(of_tenant uuid, of_integration uuid, revision integer, newest boolean,
                                  whole_type text, whole text, admitted text[], levels text[], levelless boolean)
    returns table (type text, external_id text)
    language sql stable parallel safe
as $$
    select split_part(n.key, ' ', 1), substr(n.key, strpos(n.key, ' ') + 1)
      from unnest(admitted) as n (key)
    union
    select g.account_type, g.account_id
      from access_grant g
     where g.tenant_id = of_tenant and g.integration_id = of_integration
       and g.resource_type = whole_type and g.resource_id = whole and g.value = any (levels)
       and holds(g.from_revision, g.to_revision, revision, newest)
    union
    select a.type, a.external_id
      from account a
     where levelless and a.tenant_id = of_tenant and a.integration_id = of_integration
       and holds(a.from_revision, a.to_revision, revision, newest)
       and not exists (select 1 from access_grant g
                        where g.tenant_id = of_tenant and g.integration_id = of_integration
                          and g.account_type = a.type and g.account_id = a.external_id
                          and g.resource_type = whole_type and g.resource_id = whole
                          and holds(g.from_revision, g.to_revision, revision, newest))
$$;
