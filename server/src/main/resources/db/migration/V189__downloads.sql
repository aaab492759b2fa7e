-- Files of long lists: asked for, written in the background, kept for a week. docs/adr/0056 has the reasons.
create table download (
    tenant_id  uuid        not null references tenant (id),
    id         uuid        not null,
    -- Which list, and what it is asked with.
    list       text        not null check (length(list) between 1 and 60),
    parameters jsonb       not null,
    format     text        not null check (format in ('CSV', 'ZIP', 'XLSX')),
    -- Of the file, with its ending.
    name       text        not null check (length(name) between 1 and 300),
    title      text        not null,
    -- Who asked, as what they were then.
    asked_by   uuid        not null,
    role       text        not null check (role in ('ADMINISTRATOR', 'RISK_MANAGER', 'REVIEWER', 'AUDITOR')),
    actor_kind text        not null check (actor_kind in ('USER', 'API_TOKEN')),
    actor_name text        not null,
    asked_at   timestamptz not null,
    kept_until timestamptz not null,
    state      text        not null check (state in ('WAITING', 'RUNNING', 'READY', 'FAILED')),
    -- How often it was begun: more than once when a server stopped in the middle.
    attempt    integer     not null default 0,
    -- Rows that were counted when somebody asked, and rows that are written.
    expected   bigint,
    written    bigint      not null default 0,
    started_at timestamptz,
    ended_at   timestamptz,
    bytes      bigint,
    digest     text,
    about      jsonb,
    -- What was not read of the data behind it; empty when everything was.
    lacking    text        not null default '',
    fault      text,
    primary key (tenant_id, id)
);
create index download_by_time on download (tenant_id, asked_at desc, id desc);
call tenant_wall('download');

-- Gzip of the file, in pieces of at most one megabyte. Only those of the last attempt are a file, once it is ready.
create table download_piece (
    tenant_id   uuid    not null,
    download_id uuid    not null,
    attempt     integer not null,
    position    integer not null,
    content     bytea   not null check (length(content) <= 1048576),
    primary key (tenant_id, download_id, attempt, position),
    foreign key (tenant_id, download_id) references download on delete cascade
);
-- It is compressed already.
alter table download_piece alter column content set storage external;
call tenant_wall('download_piece');
