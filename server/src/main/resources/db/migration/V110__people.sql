-- People: whose an account is, and who works here.

-- Accounts belong together by e-mail, without regard to case. A column, because behind the tenant wall no index is used
-- for what a function makes of one.
alter table account add column email_key text generated always as (lower(email)) stored;
create index account_by_email on account (tenant_id, email_key, integration_id, to_revision);

-- What somebody decided about an account, where its e-mail does not tell whose it is, or tells it wrongly.
create table account_person (
    tenant_id      uuid        not null,
    integration_id uuid        not null,
    account_type   text        not null,
    account_id     text        not null,
    decision       text        not null check (decision in ('linked', 'alone', 'service')),
    -- An e-mail of the person it is linked to, in lower case.
    person         text,
    reason         text        not null,
    decided_by     text        not null,
    decided_at     timestamptz not null,
    primary key (tenant_id, integration_id, account_type, account_id),
    foreign key (tenant_id, integration_id) references integration on delete cascade,
    check ((decision = 'linked') = (person is not null))
);
create index account_person_by_person on account_person (tenant_id, person);
call tenant_wall('account_person');

-- The accounts that can be used, of several integrations at one revision each, and the e-mail of whoever each is taken to
-- belong to; none of a service account and of one that was set apart.
create function live_account(of_tenant uuid, integrations uuid[], revisions integer[], newest boolean)
    returns table (integration_id uuid, type text, external_id text, name text, sort_name text, email text, state text,
                   kind text, from_revision integer, person_email text, decision text)
    language sql stable parallel safe
as $$
    select a.integration_id, a.type, a.external_id, a.name, a.sort_name, a.email, a.state, a.kind, a.from_revision,
           case when d.decision is null then a.email_key when d.decision = 'linked' then d.person end, d.decision
      from unnest(integrations, revisions) as s (integration_id, number)
      join account a
        on a.tenant_id = of_tenant and a.integration_id = s.integration_id
       and holds(a.from_revision, a.to_revision, s.number, newest)
      left join account_person d
        on d.tenant_id = of_tenant and d.integration_id = a.integration_id
       and d.account_type = a.type and d.account_id = a.external_id
     where a.state <> 'absent'
$$;

-- The same accounts, of those that belong to one e-mail: found by it, or linked to it by hand.
create function account_of(of_tenant uuid, integrations uuid[], revisions integer[], newest boolean, address text)
    returns table (integration_id uuid, type text, external_id text, name text, sort_name text, email text)
    language sql stable parallel safe
as $$
    select a.integration_id, a.type, a.external_id, a.name, a.sort_name, a.email
      from unnest(integrations, revisions) as s (integration_id, number)
      join account a
        on a.tenant_id = of_tenant and a.email_key = address and a.integration_id = s.integration_id
       and holds(a.from_revision, a.to_revision, s.number, newest)
     where a.state <> 'absent'
       and not exists (
           select 1 from account_person d
            where d.tenant_id = of_tenant and d.integration_id = a.integration_id
              and d.account_type = a.type and d.account_id = a.external_id)
    union all
    select a.integration_id, a.type, a.external_id, a.name, a.sort_name, a.email
      from account_person d
      join unnest(integrations, revisions) as s (integration_id, number) on s.integration_id = d.integration_id
      join account a
        on a.tenant_id = of_tenant and a.integration_id = d.integration_id
       and a.type = d.account_type and a.external_id = d.account_id
       and holds(a.from_revision, a.to_revision, s.number, newest)
     where d.tenant_id = of_tenant and d.person = address and a.state <> 'absent'
$$;

-- Everybody who worked here and does not on a day: whose last day is before it, or whom the roster no longer names, and
-- then the day it was published without them counts as the last. A row for each of their e-mails, but for those that
-- somebody who works here has: whoever came back is not among them, whatever id the roster has for them now.
create function former_person(of_tenant uuid, roster uuid, revision integer, newest boolean, day text)
    returns table (person text, name text, email text, department text, manager text, last_day text, address text)
    language sql stable parallel safe
as $$
    select f.person, f.name, f.email, f.department, f.manager, f.last_day, e.address
      from (select a.external_id as person, a.name, a.email, a.attributes ->> 'department' as department,
                   a.attributes ->> 'manager' as manager, a.attributes ->> 'end' as last_day,
                   a.email_key, a.attributes ->> 'emails' as emails
              from account a
             where a.tenant_id = of_tenant and a.integration_id = roster
               and holds(a.from_revision, a.to_revision, revision, newest)
               and a.attributes ->> 'end' < day
            union all
            (select distinct on (a.type, a.external_id)
                    a.external_id, a.name, a.email, a.attributes ->> 'department', a.attributes ->> 'manager',
                    least(a.attributes ->> 'end', to_char(v.published_at at time zone 'UTC', 'YYYY-MM-DD')),
                    a.email_key, a.attributes ->> 'emails'
               from account a
               join revision v
                 on v.tenant_id = of_tenant and v.integration_id = roster and v.number = a.to_revision
              where a.tenant_id = of_tenant and a.integration_id = roster and a.to_revision <= revision
                and not exists (
                    select 1 from account n
                     where n.tenant_id = of_tenant and n.integration_id = roster
                       and n.type = a.type and n.external_id = a.external_id
                       and holds(n.from_revision, n.to_revision, revision, newest))
              order by a.type, a.external_id, a.to_revision desc)) f
     cross join lateral (
           select f.email_key as address
           union all
           select * from unnest(string_to_array(f.emails, ' '))) e
     where e.address is not null
       and not exists (
           select 1 from account r
            where r.tenant_id = of_tenant and r.integration_id = roster and r.email_key = e.address
              and holds(r.from_revision, r.to_revision, revision, newest)
              and coalesce(r.attributes ->> 'end', day) >= day)
       and not exists (
           select 1
             from account r
            cross join unnest(string_to_array(r.attributes ->> 'emails', ' ')) as o (email)
            where r.tenant_id = of_tenant and r.integration_id = roster
              and holds(r.from_revision, r.to_revision, revision, newest)
              and coalesce(r.attributes ->> 'end', day) >= day
              and o.email = e.address)
$$;

-- Of those, whoever still has an account that can be used, once each, and whether a level it holds is privileged. The
-- three last lists tell which levels are: of which integration, on which type of resource, of which value.
create function leaver(of_tenant uuid, integrations uuid[], revisions integer[], newest boolean, roster uuid,
                       roster_revision integer, roster_newest boolean, day text,
                       privileged_at uuid[], privileged_on text[], privileged_values text[])
    returns table (person text, name text, email text, department text, manager text, last_day text, privileged boolean,
                   rank text)
    language sql stable parallel safe
as $$
    select h.person, min(h.name), min(h.email), min(h.department), min(h.manager), min(h.last_day),
           bool_or(h.privileged), case when bool_or(h.privileged) then '0' else '1' end
      from (select p.*,
                   exists (
                       select 1
                         from unnest(privileged_at, privileged_on, privileged_values)
                              as v (integration_id, resource_type, value)
                         join unnest(integrations, revisions) as s (integration_id, number)
                           on s.integration_id = v.integration_id
                         join access_grant g
                           on g.tenant_id = of_tenant and g.integration_id = v.integration_id
                          and g.account_type = a.type and g.account_id = a.external_id
                          and g.resource_type = v.resource_type and g.value = v.value
                          and holds(g.from_revision, g.to_revision, s.number, newest)
                        where v.integration_id = a.integration_id) as privileged
              from former_person(of_tenant, roster, roster_revision, roster_newest, day) p
             cross join lateral account_of(of_tenant, integrations, revisions, newest, p.address) a) h
     group by h.person
$$;

-- Accounts that can be used and belong to nobody whom the roster names or named. Those of machines are left out, whether
-- the application says so or somebody marked them.
create function unmatched_account(of_tenant uuid, integrations uuid[], revisions integer[], newest boolean,
                                  roster uuid, roster_revision integer)
    returns table (integration_id uuid, type text, external_id text, name text, sort_name text, email text,
                   person_email text, decision text)
    language sql stable parallel safe
as $$
    select a.integration_id, a.type, a.external_id, a.name, a.sort_name, a.email, a.person_email, a.decision
      from live_account(of_tenant, integrations, revisions, newest) a
     where a.kind <> 'service' and a.decision is distinct from 'service'
       and not exists (
           select 1 from account r
            where r.tenant_id = of_tenant and r.integration_id = roster and r.from_revision <= roster_revision
              and r.email_key = a.person_email)
       and not exists (
           select 1
             from account r
            cross join unnest(string_to_array(r.attributes ->> 'emails', ' ')) as o (email)
            where r.tenant_id = of_tenant and r.integration_id = roster and r.from_revision <= roster_revision
              and o.email = a.person_email)
$$;
