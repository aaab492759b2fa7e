-- Passwords, links that set one, wrong attempts, API tokens.

create table password (
    user_id uuid        not null primary key references app_user (id),
    hash    text        not null,
    set_at  timestamptz not null
);

-- One link per user. The code itself is only in the link.
create table password_link (
    user_id     uuid        not null primary key references app_user (id),
    code_hash   bytea       not null unique check (length(code_hash) = 32),
    valid_until timestamptz not null
);

-- Links to the page of the first start; all go when the first tenant is made.
create table first_start_link (
    code_hash bytea       not null primary key check (length(code_hash) = 32),
    made_at   timestamptz not null
);

-- Attempts to sign in that have not succeeded, by e-mail and by network address; kept for minutes.
create table sign_in_attempt (
    id      uuid        not null,
    subject text        not null,
    at      timestamptz not null,
    primary key (subject, at, id)
);

create index sign_in_attempt_at on sign_in_attempt (at);

-- A token acts as its owner and goes when the owner leaves the tenant.
create table api_token (
    tenant_id    uuid        not null,
    id           uuid        not null,
    owner_id     uuid        not null,
    name         text        not null check (length(name) between 1 and 100),
    hash         bytea       not null check (length(hash) = 32),
    created_at   timestamptz not null,
    last_used_at timestamptz null,
    expires_at   timestamptz null,
    primary key (tenant_id, id),
    unique (tenant_id, hash),
    foreign key (tenant_id, owner_id) references member (tenant_id, user_id) on delete cascade
);

create index api_token_owner on api_token (tenant_id, owner_id);

call tenant_wall('api_token');

grant select, insert, update, delete on password, password_link, first_start_link, sign_in_attempt to ${app_role};
