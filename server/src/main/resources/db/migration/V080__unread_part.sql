-- The parts of each feed that could not be read in a run, all of them: decisions about access rest on it. Only those of
-- the newest revision and of a held run are kept; the notes of a run tell the first of them for good.
create table unread_part (
    tenant_id      uuid        not null,
    integration_id uuid        not null,
    run            integer     not null,
    feed           text        not null,
    type           text        not null,
    id             text        not null,
    name           text        not null,
    -- When what is shown of it was published; none when it was never read.
    since          timestamptz,
    primary key (tenant_id, integration_id, run, feed, type, id),
    foreign key (tenant_id, integration_id, run) references sync_run on delete cascade
);
call tenant_wall('unread_part');
