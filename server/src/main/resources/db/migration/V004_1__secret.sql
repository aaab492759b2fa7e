-- A value sealed with the master key, by which a start notices a missing or foreign key file before it does harm.

create table master_key_check (
    only_row boolean     not null primary key default true check (only_row),
    sealed   bytea       not null,
    made_at  timestamptz not null
);

grant select, insert on master_key_check to ${app_role};
