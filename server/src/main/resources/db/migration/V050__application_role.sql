-- The application works as a role of this database alone; servers of 0.1 worked as one role for the whole PostgreSQL.

-- The password of the role, so that servers agree on it whatever password they know the owner by. The owner's alone: nobody is
-- granted anything here.
create table application_role (
    name     text not null primary key,
    password text not null
);

-- As before, but every role that works as the application gets the rights, whatever it is called: the one of this start, and one
-- that an older server still runs as. Such a role is known by the right
-- to add tasks without one to change the audit record.
create or replace procedure tenant_wall(walled regclass, rights text default 'select, insert, update, delete')
language plpgsql
as $$
declare
    application regrole;
begin
    execute format('alter table %s enable row level security, force row level security', walled);
    execute format($policy$
        create policy tenant_wall on %s
            using (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid))
            with check (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid))
        $policy$, walled);
    for application in
        select distinct acl.grantee
          from pg_class, aclexplode(relacl) acl
         where oid = 'scheduled_tasks'::regclass and acl.privilege_type = 'INSERT' and acl.grantee <> relowner
           and not has_table_privilege(acl.grantee, 'audit_entry', 'update, delete, truncate')
    loop
        execute format('grant %s on %s to %s', rights, walled, application);
    end loop;
end
$$;
