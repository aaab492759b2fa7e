-- The first parts of each feed that a run could not read: what was answered, how much is kept of each and since when. They stay
-- as long as their run does; unread_part has all of them, of the newest revision alone.
create table sync_part (
    tenant_id      uuid    not null,
    integration_id uuid    not null,
    run            integer not null,
    feed           text    not null,
    place          integer not null,
    type           text    not null,
    id             text    not null,
    name           text    not null,
    answer         text    not null,
    kept           bigint  not null,
    -- The revision that last read it, and when that was published; none when it was never read.
    kept_revision  integer,
    kept_from      timestamptz,
    primary key (tenant_id, integration_id, run, feed, place),
    foreign key (tenant_id, integration_id, run) references sync_run on delete cascade
);
call tenant_wall('sync_part');

-- When a run last lacked nothing but what asking again does not bring, without being complete; and the run whose
-- certificate lists the parts that a message counts.
alter table integration_status
    add column last_settled_at timestamptz,
    add column parts_run integer;
