-- Columns and functions that were named after one application: what has members and owns others is a group, whatever the
-- application calls it, and the type that stands for the application as a whole is told by its connector.
alter table revision rename column teams to groups;
alter table integration_status rename column teams to groups;
alter table integration_status rename column stub_teams to stub_groups;
alter table integration_status rename column teams_change to groups_change;

-- As before, but whoever asks names the type that roles are held on.
drop function account_list(uuid, uuid, integer, boolean, text, text, text);
create function account_list(of_tenant uuid, of_integration uuid, revision integer, newest boolean,
                             pattern text, role text, in_state text, whole_type text) returns setof account
    language sql stable parallel safe
as $$
    select a.*
      from account a
     where a.tenant_id = of_tenant and a.integration_id = of_integration
       and holds(a.from_revision, a.to_revision, revision, newest)
       and (pattern = ''
            or a.search_text like lower(pattern)
               and (a.sort_name like lower(pattern) or lower(a.email) like lower(pattern)
                    or lower(a.external_id) like lower(pattern)))
       and (role = '' or exists (
               select 1 from access_grant g
                where g.tenant_id = of_tenant and g.integration_id = of_integration
                  and g.account_type = a.type and g.account_id = a.external_id
                  and g.resource_type = whole_type and g.value = role
                  and holds(g.from_revision, g.to_revision, revision, newest)))
       and (in_state = '' or a.state = in_state)
$$;
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
