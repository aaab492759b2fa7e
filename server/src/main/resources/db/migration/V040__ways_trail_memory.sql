-- An account may hold one value on one resource in several ways, so the way is part of what tells grants apart. Grants and
-- links say more about themselves. An application's own audit trail is kept. A run remembers what lets the next ask for less.

alter table access_grant
    add column through    text  not null default '',
    add column attributes jsonb not null default '{}',
    drop constraint access_grant_pkey,
    add primary key (tenant_id, integration_id, account_type, account_id, resource_type, resource_id, value, through,
                     from_revision);
drop index access_grant_now;
create unique index access_grant_now on access_grant
    (tenant_id, integration_id, account_type, account_id, resource_type, resource_id, value, through)
    where to_revision is null;

alter table link
    add column attributes jsonb not null default '{}';
create index link_by_end on link (tenant_id, integration_id, to_type, to_id) where to_revision is null;

-- Who changed what in the application, by its own account: it happened once, so it has no end and no revision.
create table change_record (
    tenant_id      uuid        not null,
    integration_id uuid        not null,
    id             text        not null,
    at             timestamptz not null,
    action         text        not null,
    on_type        text        not null,
    on_id          text        not null,
    about_type     text,
    about_id       text,
    by_type        text,
    by_id          text,
    how            text        not null,
    attributes     jsonb       not null,
    feed           text        not null,
    run            integer     not null,
    primary key (tenant_id, integration_id, id)
);
create index change_record_newest on change_record (tenant_id, integration_id, at desc, id desc);
create index change_record_on on change_record (tenant_id, integration_id, on_type, on_id, at desc, id desc);
create index change_record_about on change_record (tenant_id, integration_id, about_type, about_id, at desc, id desc)
    where about_id is not null;
call tenant_wall('change_record', 'select, insert, delete');

alter table staged_grant
    add column through    text  not null default '',
    add column attributes jsonb not null default '{}';
drop index staged_grant_key;
create index staged_grant_key on staged_grant
    (tenant_id, integration_id, run, account_type, account_id, resource_type, resource_id, value, through);

alter table staged_link
    add column attributes jsonb not null default '{}';

create unlogged table staged_change (
    tenant_id      uuid        not null,
    integration_id uuid        not null,
    run            integer     not null,
    feed           text        not null,
    ordinal        bigint      not null,
    principal      boolean     not null,
    record_id      text        not null,
    id             text        not null,
    at             timestamptz not null,
    action         text        not null,
    on_type        text        not null,
    on_id          text        not null,
    about_type     text,
    about_id       text,
    by_type        text,
    by_id          text,
    how            text        not null,
    attributes     jsonb       not null
);
create index staged_change_key on staged_change (tenant_id, integration_id, run, id);
call tenant_wall('staged_change');

create or replace function analyze_staging() returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    analyze staged_account, staged_resource, staged_grant, staged_link, staged_change;
end
$$;
create or replace function analyze_access() returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    analyze account, resource, access_grant, link, change_record;
end
$$;

-- `memory` is what the connector left behind, `configuration` names what it connected with: the memory of the run that was
-- published last counts as long as both the connector and what it connects with are the same.
alter table sync_run
    add column memory        jsonb,
    add column configuration text not null default '';

alter table sync_feed
    add column kept bigint not null default 0,
    drop constraint sync_feed_state_check,
    add constraint sync_feed_state_check check (state in
        ('waiting', 'reading', 'complete', 'incomplete', 'not_available', 'switched_off'));
