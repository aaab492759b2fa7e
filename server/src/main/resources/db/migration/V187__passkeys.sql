-- A second factor may be an authenticator app, passkeys or both; the row says that there is one. docs/adr/0055 has the
-- reasons.
alter table second_factor alter column sealed_key drop not null;
alter table second_factor alter column set_up_at drop not null;
alter table second_factor alter column last_step drop not null;
alter table second_factor add constraint second_factor_app_check
    check ((sealed_key is null) = (set_up_at is null) and (sealed_key is null) = (last_step is null));

-- What an authenticator keeps the private half of. Nothing of it is secret.
create table passkey (
    user_id         uuid        not null references second_factor (user_id) on delete cascade,
    id              uuid        not null,
    name            text        not null check (length(name) between 1 and 100),
    host            text        not null,
    credential_id   bytea       not null unique check (length(credential_id) between 1 and 1023),
    public_key      bytea       not null,
    backup_eligible boolean     not null,
    sign_count      bigint      not null check (sign_count >= 0),
    added_at        timestamptz not null,
    last_used_at    timestamptz null,
    primary key (user_id, id)
);

grant select, insert, update, delete on passkey to ${app_role};
