-- That this database was restored, until the first server that starts has told the record of every tenant.
create table restoration (
    only_row    boolean     not null primary key default true check (only_row),
    restored_at timestamptz not null,
    taken_at    timestamptz not null,
    program     text        not null,
    sha256      text        not null
);
call for_applications('grant select, delete on restoration to %s');

-- When the sink took something last.
alter table audit_sink add column shipped_at timestamptz null;
