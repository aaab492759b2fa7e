-- Signing in through a tenant's own provider. docs/adr/0051 has the reasons.

-- Whether a sign-in by password opens the tenant.
alter table tenant add column takes_passwords boolean not null default true;
grant update (takes_passwords) on tenant to ${app_role};

-- The provider of a tenant, and what the tenant is there as.
create table single_sign_on (
    tenant_id     uuid        not null primary key references tenant (id),
    issuer        text        not null check (length(issuer) between 8 and 500),
    client_id     text        not null check (length(client_id) between 1 and 300),
    sealed_secret bytea       not null,
    -- The claim of an ID token that lists the groups of its person.
    groups_claim  text        not null check (length(groups_claim) between 1 and 100),
    -- Whether people nobody invited become members.
    lets_join     boolean     not null,
    changed_at    timestamptz not null
);
call tenant_wall('single_sign_on');

-- What members of a group of the provider may do.
create table single_sign_on_group (
    tenant_id uuid not null,
    name      text not null check (length(name) between 1 and 300),
    role      text not null check (role in ('ADMINISTRATOR', 'RISK_MANAGER', 'REVIEWER', 'AUDITOR')),
    primary key (tenant_id, name),
    foreign key (tenant_id) references single_sign_on (tenant_id) on delete cascade
);
call tenant_wall('single_sign_on_group');

-- Whom the provider knows by which name. It goes with the membership.
create table single_sign_on_link (
    tenant_id uuid        not null,
    issuer    text        not null,
    subject   text        not null check (length(subject) between 1 and 255),
    user_id   uuid        not null,
    since     timestamptz not null,
    primary key (tenant_id, issuer, subject),
    unique (tenant_id, user_id, issuer),
    foreign key (tenant_id, user_id) references member (tenant_id, user_id) on delete cascade
);
call tenant_wall('single_sign_on_link');

-- Domains of e-mail addresses that a tenant says are its own.
create table claimed_domain (
    tenant_id  uuid        not null references tenant (id),
    domain     text        not null check (length(domain) between 3 and 253),
    -- What the DNS of the domain must say before that counts. No secret: everybody can read it there.
    code       text        not null,
    claimed_at timestamptz not null,
    primary key (tenant_id, domain)
);
call tenant_wall('claimed_domain');

-- Which tenant proved a domain: one at most. Asked by whoever is nobody yet, so it stands before the wall.
create table proved_domain (
    domain     text        not null primary key,
    proved_for uuid        not null references tenant (id) on delete cascade,
    proved_at  timestamptz not null
);
grant select, insert, delete on proved_domain to ${app_role};
