-- Applications that no connector reads: people and scripts bring their data as files.

-- What the data looks like, in words of the connector, which alone reads it; none where nothing is brought.
alter table integration add column form text;

-- When the newest file came whose data is published; and how many days were promised between two files, once there are
-- more.
alter table integration_status
    add column file_at        timestamptz,
    add column broken_promise integer;

-- Every file that was brought, whatever became of it.
create table upload (
    tenant_id      uuid        not null,
    integration_id uuid        not null,
    number         integer     not null,
    name           text        not null,
    format         text        not null,
    bytes          bigint      not null,
    rows           bigint      not null,
    digest         text        not null,
    received_at    timestamptz not null,
    received_by    text        not null,
    -- Whether it may be published without anybody's look.
    by_script      boolean     not null,
    -- What was found in it; none once nobody can decide about it any more.
    findings       jsonb,
    -- Whether its columns are known, so that it can be read.
    ready          boolean     not null,
    -- The run that read it, and whether that was published.
    run            integer,
    published      boolean     not null default false,
    primary key (tenant_id, integration_id, number),
    foreign key (tenant_id, integration_id) references integration on delete cascade
);
call tenant_wall('upload');

-- The files themselves, in pieces: the one that is published, and the newest.
create table upload_piece (
    tenant_id      uuid    not null,
    integration_id uuid    not null,
    upload         integer not null,
    position       integer not null,
    content        bytea   not null,
    primary key (tenant_id, integration_id, upload, position),
    foreign key (tenant_id, integration_id, upload) references upload on delete cascade
);
-- What people send is compressed already, or is read once and whole.
alter table upload_piece alter column content set storage external;
call tenant_wall('upload_piece');
