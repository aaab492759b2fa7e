-- Tenants, the people who sign in, and who belongs where.

create table tenant (
    id         uuid        not null primary key,
    slug       text        not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
    name       text        not null check (length(name) between 1 and 100),
    created_at timestamptz not null
);

create table app_user (
    id         uuid        not null primary key,
    email      text        not null check (length(email) between 3 and 254),
    name       text        not null check (length(name) between 1 and 100),
    -- The tenant whose Administrator added this user; only they may hand out a first-password link.
    added_by   uuid        null references tenant (id),
    created_at timestamptz not null
);

create unique index app_user_email on app_user (lower(email));

create table member (
    tenant_id uuid        not null references tenant (id),
    user_id   uuid        not null references app_user (id),
    role      text        not null check (role in ('ADMINISTRATOR', 'RISK_MANAGER', 'REVIEWER', 'AUDITOR')),
    since     timestamptz not null,
    primary key (tenant_id, user_id)
);

call tenant_wall('member');

-- Users see their own memberships in every tenant, so that they can choose one.
create policy member_sees_own on member for select
    using (user_id = (select nullif(current_setting('app.user', true), '')::uuid));

grant select, insert on tenant, app_user to ${app_role};
