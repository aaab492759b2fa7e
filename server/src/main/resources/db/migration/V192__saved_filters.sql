-- Filters of lists that somebody gave a name, for themselves or for everybody in the tenant.
create table saved_filter (
    tenant_id  uuid        not null references tenant (id),
    id         uuid        not null,
    -- Which list, and what narrows it.
    list       text        not null check (length(list) between 1 and 60),
    parameters jsonb       not null,
    name       text        not null check (length(name) between 1 and 100),
    shared     boolean     not null,
    -- Who saved it, and how they were called then.
    made_by    uuid        not null,
    maker_name text        not null,
    made_at    timestamptz not null,
    primary key (tenant_id, id)
);
create unique index saved_filter_of_maker on saved_filter (tenant_id, made_by, lower(name));
create index saved_filter_shared on saved_filter (tenant_id, lower(name), id) where shared;
call tenant_wall('saved_filter');
