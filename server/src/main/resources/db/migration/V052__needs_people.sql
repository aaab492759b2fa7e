-- What makes an integration need people, besides how its newest run ended.

alter table integration_status
    -- Runs in a row, up to the newest, that were not complete.
    add column troubled_runs  integer not null default 0,
    -- Whether a credential was saved more than 90 days ago.
    add column old_credential boolean not null default false;
