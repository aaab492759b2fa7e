-- What a feed lacks that was read but for some parts, and why, in words; and how old what is shown of it is.
alter table sync_feed
    add column unread bigint not null default 0,
    add column lacking text not null default '',
    add column lacking_why text not null default '';
-- A run that lacks only what asking again does not bring is no trouble.
alter table sync_run add column settled boolean not null default false;
alter table integration_status
    add column lacks_parts boolean not null default false,
    add column parts_from timestamptz;
