-- How far the record of each tenant was sent to the sink that the operator named.
create table audit_shipped (
    tenant_id uuid   not null primary key references tenant (id),
    number    bigint not null check (number >= 0)
);

call tenant_wall('audit_shipped');

-- How the sink was doing when a server looked after it last; one row for all of them.
create table audit_sink (
    only_row   boolean     not null primary key default true check (only_row),
    looked_at  timestamptz not null,
    behind     bigint      not null check (behind >= 0),
    oldest_at  timestamptz null,
    fault      text        null
);

grant select, insert, update on audit_sink to ${app_role};
