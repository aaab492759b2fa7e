-- What every room builds on: the wall between tenants, scheduled tasks, sessions.
-- ${app_role} is the role the application works as. It owns nothing; what it may do is granted here and in later migrations.

revoke create on schema public from public;
grant usage on schema public to ${app_role};

-- Closes a table of tenant data: without a tenant named by the transaction nothing is visible, and with one only its
-- own rows, for the table's owner too. Call it at the end of the migration that makes the table:
--     call tenant_wall('member');
--     call tenant_wall('audit_entry', 'select, insert');
-- After a transaction that named a tenant, the setting reads back as an empty text: hence the nullif.
create procedure tenant_wall(walled regclass, rights text default 'select, insert, update, delete')
language plpgsql
as $$
begin
    execute format('alter table %s enable row level security, force row level security', walled);
    execute format($policy$
        create policy tenant_wall on %s
            using (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid))
            with check (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid))
        $policy$, walled);
    execute format('grant %s on %s to ', rights, walled) || '${app_role}';
end
$$;

-- The tasks of db-scheduler 16. Shared by all tenants: a task's name and instance say what it works on.
create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    state                text,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_alive on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_urgent on scheduled_tasks (priority desc, execution_time);
grant select, insert, update, delete on scheduled_tasks to ${app_role};

-- The sessions of Spring Session 4. A person signs in once and then chooses a tenant, so these belong to none.
create table spring_session (
    primary_id            char(36)     not null,
    session_id            char(36)     not null,
    creation_time         bigint       not null,
    last_access_time      bigint       not null,
    max_inactive_interval integer      not null,
    expiry_time           bigint       not null,
    principal_name        varchar(100),
    constraint spring_session_pk primary key (primary_id)
);
create unique index spring_session_by_id on spring_session (session_id);
create index spring_session_by_expiry on spring_session (expiry_time);
create index spring_session_by_principal on spring_session (principal_name);

create table spring_session_attributes (
    session_primary_id char(36)     not null,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    constraint spring_session_attributes_pk primary key (session_primary_id, attribute_name),
    constraint spring_session_attributes_fk foreign key (session_primary_id)
        references spring_session (primary_id) on delete cascade
);
grant select, insert, update, delete on spring_session, spring_session_attributes to ${app_role};
