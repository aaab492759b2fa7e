-- How the parts of a feed ended, besides those that could not be read. What was removed meanwhile was only told in notes, of
-- which no more than a hundred are kept.
alter table sync_feed
    add column parts_read    bigint not null default 0,
    add column parts_removed bigint not null default 0;
