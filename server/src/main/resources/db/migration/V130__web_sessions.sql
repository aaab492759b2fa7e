-- Sessions by the hash of their id, with text in them and nothing that Java would have to make objects of. Everybody signs in
-- again: of the sessions of before neither can be kept.
drop table spring_session_attributes;
drop table spring_session;

create table web_session (
    id_hash      bytea       not null primary key check (length(id_hash) = 32),
    user_id      uuid        null references app_user (id) on delete cascade,
    created_at   timestamptz not null,
    last_used_at timestamptz not null,
    attributes   jsonb       not null
);
create index web_session_of_user on web_session (user_id);
grant select, insert, update, delete on web_session to ${app_role};
