-- From which network addresses an API token was used: the first use from another one is in the audit record.
create table token_address (
    tenant_id     uuid        not null,
    token_id      uuid        not null,
    address       text        not null check (length(address) <= 64),
    first_used_at timestamptz not null,
    primary key (tenant_id, token_id, address),
    foreign key (tenant_id, token_id) references api_token (tenant_id, id) on delete cascade
);

create index token_address_newest on token_address (tenant_id, token_id, first_used_at, address);

call tenant_wall('token_address');
