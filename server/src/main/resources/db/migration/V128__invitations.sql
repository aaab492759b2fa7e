-- Who was asked to join a tenant and has not answered. Nobody is a member before.

-- A link of a tenant counts only as long as its user belongs to no other; one that the operator made always does.
alter table password_link add column only_in uuid references tenant (id) on delete cascade;
update password_link l set only_in = u.added_by from app_user u where u.id = l.user_id;

-- One e-mail may have several sign-ins, one for each tenant that made it; the password tells which.
alter table app_user alter column email_key set not null;
drop index app_user_email;
-- Addresses that an earlier release told apart and the one form does not.
update app_user u
   set added_by = null
 where exists (select from app_user o
                where o.email_key = u.email_key and o.added_by = u.added_by
                  and (o.created_at, o.id) < (u.created_at, u.id));
create index app_user_by_email on app_user (email_key);
create unique index app_user_of_tenant on app_user (email_key, added_by) where added_by is not null;

-- A sign-in goes with all that it signs in with.
alter table password drop constraint password_user_id_fkey,
    add foreign key (user_id) references app_user (id) on delete cascade;
alter table password_link drop constraint password_link_user_id_fkey,
    add foreign key (user_id) references app_user (id) on delete cascade;
grant update (added_by), delete on app_user to ${app_role};

create table invitation (
    tenant_id   uuid        not null references tenant (id),
    id          uuid        not null,
    email       text        not null check (length(email) between 3 and 254),
    email_key   text        not null,
    name        text        not null check (length(name) <= 100),
    role        text        not null check (role in ('ADMINISTRATOR', 'RISK_MANAGER', 'REVIEWER', 'AUDITOR')),
    -- The link counts as long as this member may invite; none where no link was made yet.
    inviter     uuid        null,
    invited_by  text        not null,
    invited_at  timestamptz not null,
    -- The code itself is only in the link.
    code_hash   bytea       null check (length(code_hash) = 32),
    valid_until timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, email_key),
    unique (tenant_id, code_hash)
);
call tenant_wall('invitation');

-- Whoever has no password yet was made a member unasked, and the link that would set one is the first tenant's. They stay where
-- that link comes from; every other tenant invites them anew, and what they answered for there passes to an Administrator.
do $$
declare
    one       uuid;
    successor uuid;
    unasked   record;
begin
    for one in select id from tenant loop
        perform set_config('app.tenant', one::text, true);
        select a.user_id into successor
          from member a
          join password p on p.user_id = a.user_id
         where a.tenant_id = one and a.role = 'ADMINISTRATOR'
         order by a.since, a.user_id
         limit 1;
        continue when successor is null;
        for unasked in
            select m.user_id, m.role, u.email, u.email_key, u.name
              from member m
              join app_user u on u.id = m.user_id
             where m.tenant_id = one and u.added_by is distinct from one
               and not exists (select from password p where p.user_id = m.user_id)
        loop
            update integration
               set primary_owner = successor, version = version + 1
             where tenant_id = one and primary_owner = unasked.user_id;
            delete from integration_owner o
             using integration i
             where o.tenant_id = one and i.tenant_id = one and i.id = o.integration_id
               and o.user_id in (i.primary_owner, unasked.user_id);
            delete from member where tenant_id = one and user_id = unasked.user_id;
            insert into invitation (tenant_id, id, email, email_key, name, role, invited_by, invited_at, valid_until)
            values (one, gen_random_uuid(), unasked.email, unasked.email_key, unasked.name, unasked.role,
                    'an Administrator', now(), now())
            on conflict do nothing;
        end loop;
    end loop;
    perform set_config('app.tenant', '', true);
end
$$;
