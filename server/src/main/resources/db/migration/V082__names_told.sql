-- What records of a run name, and what they call it, each thing once for each feed: what no listing shows becomes a stub
-- with that name. Unlogged like all staging.
create unlogged table staged_mention (
    tenant_id      uuid    not null,
    integration_id uuid    not null,
    run            integer not null,
    feed           text    not null,
    type           text    not null,
    id             text    not null,
    name           text,
    deleted_at     timestamptz,
    primary key (tenant_id, integration_id, run, feed, type, id)
);
call tenant_wall('staged_mention');

create or replace function analyze_staging() returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    analyze staged_account, staged_resource, staged_grant, staged_link, staged_change, staged_mention;
end
$$;
