-- Addresses that a tenant has told when an integration needs people. docs/adr/0053 has the reasons.
create table webhook (
    tenant_id     uuid        not null references tenant (id),
    id            uuid        not null,
    address       text        not null check (length(address) between 8 and 500),
    events        text[]      not null check (cardinality(events) > 0),
    sealed_secret bytea       not null,
    -- The secret before that one, and until when calls are signed with it as well.
    sealed_before bytea,
    before_until  timestamptz,
    made_at       timestamptz not null,
    primary key (tenant_id, id),
    check ((sealed_before is null) = (before_until is null))
);
call tenant_wall('webhook');

-- What such an address was told, or is to be.
create table webhook_delivery (
    tenant_id    uuid        not null,
    id           uuid        not null,
    webhook_id   uuid        not null,
    event        text        not null check (length(event) between 1 and 100),
    body         text        not null check (length(body) <= 20000),
    written_at   timestamptz not null,
    tries        integer     not null default 0,
    tried_at     timestamptz,
    -- The status that the address answered with the last time, if it answered, and what was wrong with that.
    answer       integer,
    fault        text,
    delivered_at timestamptz,
    given_up_at  timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, webhook_id) references webhook (tenant_id, id) on delete cascade
);
create index webhook_delivery_by_time on webhook_delivery (tenant_id, webhook_id, written_at desc, id desc);
call tenant_wall('webhook_delivery');
