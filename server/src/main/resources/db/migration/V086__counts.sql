-- Every number tells how many rows its list has: absent accounts, stubs and who is on call count, and are told apart.
alter table integration_status
    add column absent_accounts bigint not null default 0,
    add column stub_teams      bigint not null default 0,
    add column resources       bigint not null default 0,
    add column stubs           bigint not null default 0,
    add column links           bigint not null default 0,
    add column restless_grants bigint not null default 0;

-- What is published is counted anew, so that the next revision seems to change nothing that did not change. The tenant wall
-- holds for the owner of the tables too. Both restless feeds are named, because only the connector knows which they are.
do $$
declare
    one uuid;
begin
    for one in select id from tenant loop
        perform set_config('app.tenant', one::text, true);
        update integration_status s
           set accounts = a.accounts, absent_accounts = a.absent,
               teams = r.teams, stub_teams = r.stub_teams, resources = r.resources, stubs = r.stubs,
               links = l.links, grants = g.grants, restless_grants = g.restless
          from integration i
         cross join lateral (
               select count(*) as accounts, count(*) filter (where state = 'absent') as absent
                 from account
                where tenant_id = one and integration_id = i.id and to_revision is null) a
         cross join lateral (
               select count(*) as resources, count(*) filter (where attributes ->> 'stub' is not null) as stubs,
                      count(*) filter (where type = 'team') as teams,
                      count(*) filter (where type = 'team' and attributes ->> 'stub' is not null) as stub_teams
                 from resource
                where tenant_id = one and integration_id = i.id and to_revision is null) r
         cross join lateral (
               select count(*) as links
                 from link
                where tenant_id = one and integration_id = i.id and to_revision is null) l
         cross join lateral (
               select count(*) as grants, count(*) filter (where feed in ('on_calls', 'oauth_delegations')) as restless
                 from access_grant
                where tenant_id = one and integration_id = i.id and to_revision is null) g
         where i.tenant_id = one and s.tenant_id = one and s.integration_id = i.id;
    end loop;
    perform set_config('app.tenant', '', true);
end
$$;
