-- Facts that two witnesses tell differently: all are counted, the first of each feed are kept as they were told, with the names
-- that things had then.
alter table sync_feed add column disagreements bigint not null default 0;

create table sync_disagreement (
    tenant_id      uuid    not null,
    integration_id uuid    not null,
    run            integer not null,
    feed           text    not null,
    place          integer not null,
    one_type       text    not null,
    one_id         text    not null,
    one_name       text    not null,
    -- A fact about one thing has no other.
    other_type     text,
    other_id       text,
    other_name     text,
    first_witness  text    not null,
    first_says     text    not null,
    second_witness text    not null,
    second_says    text    not null,
    shown          text    not null,
    again          boolean not null,
    primary key (tenant_id, integration_id, run, feed, place),
    foreign key (tenant_id, integration_id, run) references sync_run on delete cascade
);
call tenant_wall('sync_disagreement');
