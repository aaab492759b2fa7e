-- Lists of large tenants, of the newest revision and of the past, without a look at every row. docs/adr/0031 has the figures.

-- As before, but of the newest revision nothing else is asked than whether a fact is current: an index of current facts
-- then holds all that a count needs.
create or replace function holds(from_revision integer, to_revision integer, revision integer, newest boolean) returns boolean
    language sql immutable parallel safe
    return (newest or from_revision <= revision) and (to_revision is null or not newest and to_revision > revision);

-- What lists are ordered by and searched in, as columns. Behind the tenant wall PostgreSQL hands no row to a function that
-- might tell of it before the wall has let the row through, and lower() is such a function: a page deep in a list began at
-- its first row. Comparing a column is safe, so that the index leads straight to the place.
alter table account
    add column sort_name   text not null generated always as (lower(name)) stored,
    add column search_text text not null generated always as
        (lower(name || E'\n' || coalesce(email, '') || E'\n' || external_id)) stored;
alter table resource
    add column sort_name text not null generated always as (lower(name)) stored;

drop index account_by_name;
create index account_by_name on account (tenant_id, integration_id, sort_name, external_id) where to_revision is null;
create index account_then_by_name on account
    (tenant_id, integration_id, sort_name, external_id, from_revision, to_revision);
drop index resource_by_name;
create index resource_by_name on resource (tenant_id, integration_id, sort_name, type, external_id)
    where to_revision is null;
create index resource_then_by_name on resource
    (tenant_id, integration_id, sort_name, type, external_id, from_revision, to_revision);

-- Who holds which level on a resource is read from one index; it takes the place of one by value and one by resource.
drop index access_grant_by_value;
drop index access_grant_by_resource;
create index access_grant_on_resource on access_grant
    (tenant_id, integration_id, resource_type, resource_id, feed, value, account_type, account_id)
    where to_revision is null;
drop index access_grant_then;
create index access_grant_then on access_grant
    (tenant_id, integration_id, resource_type, resource_id, feed, value, account_type, account_id,
     from_revision, to_revision)
    where to_revision is not null;

-- As before, by the new columns.
create or replace function account_list(of_tenant uuid, of_integration uuid, revision integer, newest boolean,
                                        pattern text, role text, in_state text) returns setof account
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
                  and g.resource_type = 'account' and g.value = role
                  and holds(g.from_revision, g.to_revision, revision, newest)))
       and (in_state = '' or a.state = in_state)
$$;
create or replace function resource_list(of_tenant uuid, of_integration uuid, revision integer, newest boolean,
                                         pattern text, of_type text, owner_type text, owner text)
    returns setof resource
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
                  and l.from_type = owner_type and l.from_id = owner and l.relation = 'owns'
                  and l.to_type = r.type and l.to_id = r.external_id
                  and holds(l.from_revision, l.to_revision, revision, newest)))
$$;
