-- What a tenant asks of sessions and API tokens; stricter than Muster's own limits, never looser.
alter table tenant
    add column session_idle_minutes integer not null default 30 check (session_idle_minutes between 5 and 30),
    add column session_hours integer not null default 12 check (session_hours between 1 and 12),
    add column token_days integer not null default 365 check (token_days between 1 and 365);
grant update (session_idle_minutes, session_hours, token_days) on tenant to ${app_role};
