-- Every read names the revision it reads.

-- Whether a fact belongs to a revision. Inlined into statements; when `newest` is known to be true while a statement is
-- planned, what is left is `to_revision is null`, and the indexes of current facts serve as if nothing older were there.
create function holds(from_revision integer, to_revision integer, revision integer, newest boolean) returns boolean
    language sql immutable parallel safe
    return from_revision <= revision and (to_revision is null or not newest and to_revision > revision);

-- Facts that ended, each found as current ones are: a revision of the past is the current facts that are old enough, and
-- those that ended later. Nothing enters these indexes while facts are current.
create index account_then on account (tenant_id, integration_id, to_revision) where to_revision is not null;
create index account_opened on account (tenant_id, integration_id, from_revision);
create index resource_then on resource (tenant_id, integration_id, to_revision) where to_revision is not null;
create index resource_opened on resource (tenant_id, integration_id, from_revision);
create index link_opened on link (tenant_id, integration_id, from_revision);
create index link_then on link (tenant_id, integration_id, to_type, to_id) where to_revision is not null;
create index access_grant_then on access_grant
    (tenant_id, integration_id, resource_type, resource_id) where to_revision is not null;

-- Parts of feeds that were not read, as facts like all others: at every revision one can tell what it lacks, and how old
-- what it shows of that is. What a run lacks that is not published stays in unread_part until it is decided.
create table unread_fact (
    tenant_id      uuid    not null,
    integration_id uuid    not null,
    feed           text    not null,
    type           text    not null,
    id             text    not null,
    from_revision  integer not null,
    to_revision    integer,
    name           text    not null,
    -- When what is shown of it was published; none when it was never read.
    since          timestamptz,
    primary key (tenant_id, integration_id, feed, type, id, from_revision)
);
create unique index unread_fact_now on unread_fact (tenant_id, integration_id, feed, type, id) where to_revision is null;
call tenant_wall('unread_fact');

-- What is known of the past: all parts of the newest revision, and of those before it the first of each feed.
do $$
declare
    one uuid;
begin
    for one in select id from tenant loop
        perform set_config('app.tenant', one::text, true);
        insert into unread_fact (tenant_id, integration_id, feed, type, id, from_revision, to_revision, name, since)
        select p.tenant_id, p.integration_id, p.feed, p.type, p.id, v.number, null, p.name, p.since
          from unread_part p
          join revision v on v.tenant_id = one and v.integration_id = p.integration_id and v.run = p.run
         where p.tenant_id = one
           and v.number = (select max(n.number) from revision n
                            where n.tenant_id = one and n.integration_id = p.integration_id);
        insert into unread_fact (tenant_id, integration_id, feed, type, id, from_revision, to_revision, name, since)
        select p.tenant_id, p.integration_id, p.feed, p.type, p.id, v.number, v.number + 1, min(p.name), min(p.kept_from)
          from sync_part p
          join revision v on v.tenant_id = one and v.integration_id = p.integration_id and v.run = p.run
         where p.tenant_id = one
           and v.number < (select max(n.number) from revision n
                            where n.tenant_id = one and n.integration_id = p.integration_id)
         group by p.tenant_id, p.integration_id, p.feed, p.type, p.id, v.number;
        delete from unread_part p
         using revision v
         where p.tenant_id = one and v.tenant_id = one and v.integration_id = p.integration_id and v.run = p.run;
    end loop;
    perform set_config('app.tenant', '', true);
end
$$;

-- What a list of accounts holds, whoever asks: pages, files, calls and counts. Inlined into the statement that asks.
-- An empty pattern, role or state narrows nothing. The pattern is of `like`, in any case.
create function account_list(of_tenant uuid, of_integration uuid, revision integer, newest boolean,
                             pattern text, role text, in_state text) returns setof account
    language sql stable parallel safe
as $$
    select a.*
      from account a
     where a.tenant_id = of_tenant and a.integration_id = of_integration
       and holds(a.from_revision, a.to_revision, revision, newest)
       and (pattern = '' or lower(a.name) like lower(pattern) or lower(a.email) like lower(pattern)
            or lower(a.external_id) like lower(pattern))
       and (role = '' or exists (
               select 1 from access_grant g
                where g.tenant_id = of_tenant and g.integration_id = of_integration
                  and g.account_type = a.type and g.account_id = a.external_id
                  and g.resource_type = 'account' and g.value = role
                  and holds(g.from_revision, g.to_revision, revision, newest)))
       and (in_state = '' or a.state = in_state)
$$;

-- The same for resources. Owners are of the type `owner_type`; an empty owner narrows nothing.
create function resource_list(of_tenant uuid, of_integration uuid, revision integer, newest boolean,
                              pattern text, of_type text, owner_type text, owner text) returns setof resource
    language sql stable parallel safe
as $$
    select r.*
      from resource r
     where r.tenant_id = of_tenant and r.integration_id = of_integration
       and holds(r.from_revision, r.to_revision, revision, newest)
       and (pattern = '' or lower(r.name) like lower(pattern) or lower(r.external_id) like lower(pattern))
       and (of_type = '' or r.type = of_type)
       and (owner = '' or exists (
               select 1 from link l
                where l.tenant_id = of_tenant and l.integration_id = of_integration
                  and l.from_type = owner_type and l.from_id = owner and l.relation = 'owns'
                  and l.to_type = r.type and l.to_id = r.external_id
                  and holds(l.from_revision, l.to_revision, revision, newest)))
$$;
