-- What somebody proves besides a password. A sign-in is no tenant's, so neither is this. docs/adr/0048 has the reasons.

-- An authenticator app that is on. Its key is sealed for this user; a code of a step is taken once, and none of a step before it.
create table second_factor (
    user_id       uuid        not null primary key references app_user (id) on delete cascade,
    sealed_key    bytea       not null,
    set_up_at     timestamptz not null,
    last_step     bigint      not null,
    last_used_at  timestamptz null,
    codes_made_at timestamptz not null
);

-- Recovery codes that were not used yet, by their hashes.
create table recovery_code (
    user_id   uuid  not null references second_factor (user_id) on delete cascade,
    code_hash bytea not null check (length(code_hash) = 32),
    primary key (user_id, code_hash)
);

grant select, insert, update, delete on second_factor, recovery_code to ${app_role};

-- A link of the operator is for whoever lost everything: with the new password, the second factor goes.
alter table password_link add column takes_factor_away boolean not null default false;

-- Whether a tenant lets members in who have no second factor.
alter table tenant add column requires_second_factor boolean not null default false;
grant update (requires_second_factor) on tenant to ${app_role};
