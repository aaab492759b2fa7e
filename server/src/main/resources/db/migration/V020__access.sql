-- Who has what access. A fact holds in [from_revision, to_revision); the current one has no end.
-- Keys are natural: an id means something only together with its type.

create table revision (
    tenant_id      uuid        not null,
    integration_id uuid        not null,
    number         integer     not null,
    run            integer     not null,
    published_at   timestamptz not null,
    accounts       bigint      not null,
    teams          bigint      not null,
    grants         bigint      not null,
    added          bigint      not null,
    removed        bigint      not null,
    changed        bigint      not null,
    primary key (tenant_id, integration_id, number)
);
create index revision_published on revision (tenant_id, integration_id, published_at desc);
call tenant_wall('revision');

create table account (
    tenant_id      uuid    not null,
    integration_id uuid    not null,
    type           text    not null,
    external_id    text    not null,
    from_revision  integer not null,
    to_revision    integer,
    name           text    not null,
    email          text,
    kind           text    not null,
    state          text    not null,
    attributes     jsonb   not null,
    digest         bytea   not null,
    feed           text    not null,
    run            integer not null,
    primary key (tenant_id, integration_id, type, external_id, from_revision)
);
create unique index account_now on account (tenant_id, integration_id, type, external_id) where to_revision is null;
create index account_by_name on account (tenant_id, integration_id, lower(name), external_id) where to_revision is null;
call tenant_wall('account');

create table resource (
    tenant_id      uuid    not null,
    integration_id uuid    not null,
    type           text    not null,
    external_id    text    not null,
    from_revision  integer not null,
    to_revision    integer,
    name           text    not null,
    attributes     jsonb   not null,
    digest         bytea   not null,
    feed           text    not null,
    run            integer not null,
    primary key (tenant_id, integration_id, type, external_id, from_revision)
);
create unique index resource_now on resource (tenant_id, integration_id, type, external_id) where to_revision is null;
call tenant_wall('resource');

create table access_grant (
    tenant_id      uuid    not null,
    integration_id uuid    not null,
    account_type   text    not null,
    account_id     text    not null,
    resource_type  text    not null,
    resource_id    text    not null,
    value          text    not null,
    from_revision  integer not null,
    to_revision    integer,
    feed           text    not null,
    record_id      text    not null,
    run            integer not null,
    primary key (tenant_id, integration_id, account_type, account_id, resource_type, resource_id, value, from_revision)
);
create unique index access_grant_now on access_grant
    (tenant_id, integration_id, account_type, account_id, resource_type, resource_id, value) where to_revision is null;
create index access_grant_by_value on access_grant
    (tenant_id, integration_id, resource_type, value, account_type, account_id) where to_revision is null;
create index access_grant_opened on access_grant (tenant_id, integration_id, from_revision);
create index access_grant_closed on access_grant (tenant_id, integration_id, to_revision) where to_revision is not null;
create index access_grant_by_resource on access_grant
    (tenant_id, integration_id, resource_type, resource_id) where to_revision is null;
call tenant_wall('access_grant');

create table link (
    tenant_id      uuid    not null,
    integration_id uuid    not null,
    from_type      text    not null,
    from_id        text    not null,
    relation       text    not null,
    to_type        text    not null,
    to_id          text    not null,
    from_revision  integer not null,
    to_revision    integer,
    feed           text    not null,
    record_id      text    not null,
    run            integer not null,
    primary key (tenant_id, integration_id, from_type, from_id, relation, to_type, to_id, from_revision)
);
create unique index link_now on link
    (tenant_id, integration_id, from_type, from_id, relation, to_type, to_id) where to_revision is null;
call tenant_wall('link');

-- Staging. Unlogged: after a crash of PostgreSQL it is empty, which publication notices by counting, and the run is
-- read again. `principal` marks the first row of a record, so that records can be counted.

create unlogged table staged_account (
    tenant_id      uuid    not null,
    integration_id uuid    not null,
    run            integer not null,
    feed           text    not null,
    ordinal        bigint  not null,
    principal      boolean not null,
    record_id      text    not null,
    type           text    not null,
    external_id    text    not null,
    name           text    not null,
    email          text,
    kind           text    not null,
    state          text    not null,
    attributes     jsonb   not null,
    digest         bytea
);
create index staged_account_key on staged_account (tenant_id, integration_id, run, type, external_id);
call tenant_wall('staged_account');

create unlogged table staged_resource (
    tenant_id      uuid    not null,
    integration_id uuid    not null,
    run            integer not null,
    feed           text    not null,
    ordinal        bigint  not null,
    principal      boolean not null,
    record_id      text    not null,
    type           text    not null,
    external_id    text    not null,
    name           text    not null,
    attributes     jsonb   not null,
    digest         bytea
);
create index staged_resource_key on staged_resource (tenant_id, integration_id, run, type, external_id);
call tenant_wall('staged_resource');

create unlogged table staged_grant (
    tenant_id      uuid    not null,
    integration_id uuid    not null,
    run            integer not null,
    feed           text    not null,
    ordinal        bigint  not null,
    principal      boolean not null,
    record_id      text    not null,
    account_type   text    not null,
    account_id     text    not null,
    resource_type  text    not null,
    resource_id    text    not null,
    value          text    not null
);
create index staged_grant_key on staged_grant
    (tenant_id, integration_id, run, account_type, account_id, resource_type, resource_id, value);
call tenant_wall('staged_grant');

create unlogged table staged_link (
    tenant_id      uuid    not null,
    integration_id uuid    not null,
    run            integer not null,
    feed           text    not null,
    ordinal        bigint  not null,
    principal      boolean not null,
    record_id      text    not null,
    from_type      text    not null,
    from_id        text    not null,
    relation       text    not null,
    to_type        text    not null,
    to_id          text    not null
);
create index staged_link_key on staged_link
    (tenant_id, integration_id, run, from_type, from_id, relation, to_type, to_id);
call tenant_wall('staged_link');

-- Statistics at the moment they matter. Rows of a run arrive and are compared within seconds, long before autovacuum would
-- look at them, and without statistics a plan for one row compares each row with all others. ANALYZE asks for the owner
-- of the table, which the application is not: hence the definer's rights.
create function analyze_staging() returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    analyze staged_account, staged_resource, staged_grant, staged_link;
end
$$;
create function analyze_access() returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    analyze account, resource, access_grant, link;
end
$$;
revoke execute on function analyze_staging(), analyze_access() from public;
grant execute on function analyze_staging(), analyze_access() to ${app_role};
