-- Integrations that somebody deleted. Their rows leave the tables that everything else reads, so that no list, number or plan can
-- forget to leave them out; what was published stays where it is until their time has run out. docs/adr/0044 has the reasons.

create table deleted_integration (
    tenant_id        uuid        not null,
    id               uuid        not null,
    application      text        not null,
    name             text        not null,
    description      text        not null,
    primary_owner    uuid        not null,
    secondary_owners uuid[]      not null,
    choices          jsonb       not null,
    form             text,
    daily_at         time        not null,
    time_zone        text        not null,
    guard_percent    integer     not null,
    guard_minimum    integer     not null,
    version          integer     not null,
    added_at         timestamptz not null,
    -- Its row of integration_status at that moment. What later versions add to that table is not in it.
    standing         jsonb       not null,
    deleted_at       timestamptz not null,
    deleted_by       text        not null,
    kept_until       timestamptz not null,
    -- From then on it cannot be restored, and its rows are going.
    removing_since   timestamptz,
    primary key (tenant_id, id)
);
create index deleted_integration_by_time on deleted_integration (tenant_id, kept_until);
call tenant_wall('deleted_integration', 'select, insert, delete');

-- What people decided and what they brought waits with the rest.
alter table account_person drop constraint account_person_tenant_id_integration_id_fkey;
alter table upload drop constraint upload_tenant_id_integration_id_fkey;

-- Runs a statement for every role that works as the application: `%s` in it is the role. tenant_wall tells how one is known.
create procedure for_applications(statement text)
    language plpgsql
as $$
declare
    application regrole;
begin
    for application in
        select distinct acl.grantee
          from pg_class, aclexplode(relacl) acl
         where oid = 'scheduled_tasks'::regclass and acl.privilege_type = 'INSERT' and acl.grantee <> relowner
           and not has_table_privilege(acl.grantee, 'audit_entry', 'update, delete, truncate')
    loop
        execute format(statement, application);
    end loop;
end
$$;

-- The newest entry of the audit record about an integration: what is done for good is done only when that says so. Whoever
-- works as the application can write an entry, but cannot sign it.
create function newest_entry(of_tenant uuid, of_integration uuid) returns audit_entry
    language plpgsql stable
as $$
declare
    newest audit_entry;
begin
    select e.* into newest
      from audit_entry e
     where e.tenant_id = of_tenant and e.details ->> 'integration' = of_integration::text
     order by e.number desc
     limit 1;
    return newest;
end
$$;

-- Ends the time in which a deleted integration can be restored, once that has run out and the record says so.
create function begin_removal(of_tenant uuid, of_integration uuid) returns void
    language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if (newest_entry(of_tenant, of_integration)).action is distinct from 'integration.removed' then
        raise exception 'the audit record does not say that integration % is removed', of_integration;
    end if;
    update deleted_integration d
       set removing_since = now()
     where d.tenant_id = of_tenant and d.id = of_integration and d.removing_since is null and d.kept_until <= now()
       and not exists (select from integration i where i.tenant_id = of_tenant and i.id = of_integration);
    if not found then
        raise exception 'integration % is not deleted, or still kept', of_integration;
    end if;
end
$$;

-- Deletes what was published of an integration that is being removed, at most so many rows of a kind; how many went.
create function remove_access(of_tenant uuid, of_integration uuid, most integer) returns bigint
    language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    went      bigint := 0;
    this_kind bigint;
    kind      text;
begin
    if not exists (select from deleted_integration d
                    where d.tenant_id = of_tenant and d.id = of_integration and d.removing_since is not null) then
        raise exception 'integration % is not being removed', of_integration;
    end if;
    foreach kind in array array['account', 'resource', 'access_grant', 'link', 'unread_fact', 'change_record', 'revision'] loop
        execute format($rows$
            delete from %1$I f
             where f.tenant_id = $1 and f.integration_id = $2
               and f.ctid = any (array(select o.ctid from %1$I o
                                        where o.tenant_id = $1 and o.integration_id = $2
                                        limit $3))
            $rows$, kind) using of_tenant, of_integration, most;
        get diagnostics this_kind = row_count;
        went := went + this_kind;
    end loop;
    return went;
end
$$;

-- The same for its runs, with their certificates.
create function remove_runs(of_tenant uuid, of_integration uuid, most integer) returns bigint
    language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    went bigint;
begin
    if not exists (select from deleted_integration d
                    where d.tenant_id = of_tenant and d.id = of_integration and d.removing_since is not null) then
        raise exception 'integration % is not being removed', of_integration;
    end if;
    delete from sync_feed_age a where a.tenant_id = of_tenant and a.integration_id = of_integration;
    delete from sync_run r
     where r.tenant_id = of_tenant and r.integration_id = of_integration
       and r.number in (select o.number from sync_run o
                         where o.tenant_id = of_tenant and o.integration_id = of_integration
                         order by o.number
                         limit most);
    get diagnostics went = row_count;
    return went;
end
$$;
revoke execute on function begin_removal(uuid, uuid), remove_access(uuid, uuid, integer), remove_runs(uuid, uuid, integer)
    from public;
call for_applications('grant execute on function begin_removal(uuid, uuid), remove_access(uuid, uuid, integer),'
    || ' remove_runs(uuid, uuid, integer) to %s');
