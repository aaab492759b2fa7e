-- Sync runs and their completeness certificates.

create table sync_run (
    tenant_id         uuid        not null,
    integration_id    uuid        not null,
    number            integer     not null,
    started_at        timestamptz not null,
    started_by        text        not null,
    ended_at          timestamptz,
    outcome           text        check (outcome in ('complete', 'partial', 'failed', 'held', 'cancelled')),
    reason            text        not null default '',
    cancelled_by      text,
    connector_version text        not null,
    credential_kind   text,
    credential_reach  integer,
    credential        text,
    far_account       text,
    revision          integer,
    added             bigint      not null default 0,
    removed           bigint      not null default 0,
    changed           bigint      not null default 0,
    digest            text,
    primary key (tenant_id, integration_id, number)
);
-- Two runs of one integration at the same time cannot even be written down.
create unique index sync_run_one_at_a_time on sync_run (tenant_id, integration_id) where outcome is null;
create index sync_run_by_outcome on sync_run (tenant_id, integration_id, outcome, number desc);
call tenant_wall('sync_run');

create table sync_feed (
    tenant_id      uuid    not null,
    integration_id uuid    not null,
    run            integer not null,
    feed           text    not null,
    position       integer not null,
    state          text    not null check (state in ('waiting', 'reading', 'complete', 'incomplete', 'not_available')),
    reason         text    not null default '',
    cause          text,
    request_id     text,
    requests       bigint  not null default 0,
    pages          bigint  not null default 0,
    provider_total bigint,
    part_done      bigint,
    part_of        bigint,
    fetched        bigint  not null default 0,
    stored         bigint  not null default 0,
    rejected       bigint  not null default 0,
    duplicates     bigint  not null default 0,
    unresolved     bigint  not null default 0,
    unknown        bigint  not null default 0,
    digest         text,
    started_at     timestamptz,
    ended_at       timestamptz,
    primary key (tenant_id, integration_id, run, feed),
    foreign key (tenant_id, integration_id, run) references sync_run on delete cascade
);
call tenant_wall('sync_feed');

-- What the numbers mean: why a record was rejected, which value was unknown. At most a bounded number per run and feed.
create table sync_note (
    tenant_id      uuid    not null,
    integration_id uuid    not null,
    run            integer not null,
    feed           text    not null,
    kind           text    not null check (kind in ('rejected', 'unknown', 'unresolved')),
    subject        text    not null,
    detail         text    not null,
    primary key (tenant_id, integration_id, run, feed, kind, subject),
    foreign key (tenant_id, integration_id, run) references sync_run on delete cascade
);
call tenant_wall('sync_note');

-- The newest complete reading of each feed: how old rows are that an incomplete run left standing.
create table sync_feed_age (
    tenant_id      uuid        not null,
    integration_id uuid        not null,
    feed           text        not null,
    run            integer     not null,
    complete_at    timestamptz not null,
    primary key (tenant_id, integration_id, feed)
);
call tenant_wall('sync_feed_age');
