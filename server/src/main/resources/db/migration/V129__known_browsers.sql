-- Browsers from which a user signed in before, by the hash of a code in a cookie: wrong passwords of others keep them from nothing.
create table known_browser (
    code_hash    bytea       not null check (length(code_hash) = 32),
    user_id      uuid        not null references app_user (id) on delete cascade,
    last_used_at timestamptz not null,
    primary key (code_hash, user_id)
);
create index known_browser_of_user on known_browser (user_id);
grant select, insert, update, delete on known_browser to ${app_role};
