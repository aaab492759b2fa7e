-- Who did what. Rows are added and never changed: the application's role may insert and select, nothing else.

create table audit_entry (
    tenant_id     uuid        not null references tenant (id),
    number        bigint      not null check (number > 0),
    at            timestamptz not null,
    actor_kind    text        not null check (actor_kind in ('USER', 'API_TOKEN', 'MUSTER')),
    actor_id      uuid        null,
    actor_name    text        not null,
    action        text        not null,
    subject       text        not null,
    details       jsonb       not null,
    previous_hash bytea       not null check (length(previous_hash) = 32),
    hash          bytea       not null check (length(hash) = 32),
    primary key (tenant_id, number)
);

create index audit_entry_of_integration on audit_entry (tenant_id, (details ->> 'integration'), number);

call tenant_wall('audit_entry', 'select, insert');
