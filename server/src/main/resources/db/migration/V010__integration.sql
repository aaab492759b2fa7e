-- Integrations of a tenant: what people decided about them, and where they stand.

create table integration (
    tenant_id     uuid        not null,
    id            uuid        not null,
    application   text        not null,
    name          text        not null,
    description   text        not null,
    primary_owner uuid        not null,
    choices       jsonb       not null default '{}',
    daily_at      time        not null,
    time_zone     text        not null,
    guard_percent integer     not null default 20 check (guard_percent between 1 and 100),
    guard_minimum integer     not null default 10 check (guard_minimum >= 0),
    version       integer     not null default 1,
    added_at      timestamptz not null,
    changed_at    timestamptz not null,
    changed_by    text        not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, primary_owner) references member (tenant_id, user_id)
);
create index integration_primary_owner on integration (tenant_id, primary_owner);
create unique index integration_name on integration (tenant_id, lower(name));
call tenant_wall('integration');

create table integration_owner (
    tenant_id      uuid not null,
    integration_id uuid not null,
    user_id        uuid not null,
    primary key (tenant_id, integration_id, user_id),
    foreign key (tenant_id, integration_id) references integration on delete cascade,
    foreign key (tenant_id, user_id) references member (tenant_id, user_id)
);
create index integration_owner_user on integration_owner (tenant_id, user_id);
call tenant_wall('integration_owner');

create table integration_secret (
    tenant_id      uuid        not null,
    integration_id uuid        not null,
    field          text        not null,
    sealed         bytea       not null,
    last_four      text        not null,
    fingerprint    text        not null,
    set_at         timestamptz not null,
    set_by         text        not null,
    primary key (tenant_id, integration_id, field),
    foreign key (tenant_id, integration_id) references integration on delete cascade
);
call tenant_wall('integration_secret');

-- One row per integration, written by the sync in the transaction that makes it true.
create table integration_status (
    tenant_id        uuid    not null,
    integration_id   uuid    not null,
    state            text    not null check (state in
                             ('not_configured', 'first_sync', 'connected', 'needs_attention', 'on_hold')),
    reason           text    not null default '',
    paused_by        text,
    paused_at        timestamptz,
    requested_by     text,
    running_run      integer,
    progress_text    text    not null default '',
    progress_percent integer not null default 0,
    held_run         integer,
    revision         integer,
    data_from        timestamptz,
    last_complete_at timestamptz,
    accounts         bigint  not null default 0,
    teams            bigint  not null default 0,
    grants           bigint  not null default 0,
    accounts_change  bigint  not null default 0,
    teams_change     bigint  not null default 0,
    grants_change    bigint  not null default 0,
    next_run_at      timestamptz,
    primary key (tenant_id, integration_id),
    foreign key (tenant_id, integration_id) references integration on delete cascade
);
call tenant_wall('integration_status');
