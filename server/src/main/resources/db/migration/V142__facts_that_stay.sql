-- What was published stays what it was: the role that works as the application adds facts, revisions and certificates, ends a fact,
-- and changes or deletes none. What goes for good goes by functions of the tables' owner. docs/adr/0044 has the reasons.

call for_applications('revoke update, delete on account, resource, access_grant, link, unread_fact, revision, change_record from %s');
call for_applications('grant update (to_revision) on account, resource, access_grant, link, unread_fact to %s');
call for_applications('revoke delete on sync_run, sync_feed, sync_note, sync_part, sync_disagreement, sync_feed_age from %s');

-- Whether a statement works with the rights of the owner of a table: a function of the owner, a migration, or the operator.
create function works_as_owner(of regclass) returns boolean
    language sql stable
as $$
    select pg_has_role(current_user, c.relowner, 'usage') from pg_class c where c.oid = of
$$;

-- A fact ends once.
create policy ends_once on account as restrictive for update
    using (to_revision is null or (select works_as_owner('account')))
    with check (to_revision is not null or (select works_as_owner('account')));
create policy ends_once on resource as restrictive for update
    using (to_revision is null or (select works_as_owner('resource')))
    with check (to_revision is not null or (select works_as_owner('resource')));
create policy ends_once on access_grant as restrictive for update
    using (to_revision is null or (select works_as_owner('access_grant')))
    with check (to_revision is not null or (select works_as_owner('access_grant')));
create policy ends_once on link as restrictive for update
    using (to_revision is null or (select works_as_owner('link')))
    with check (to_revision is not null or (select works_as_owner('link')));
create policy ends_once on unread_fact as restrictive for update
    using (to_revision is null or (select works_as_owner('unread_fact')))
    with check (to_revision is not null or (select works_as_owner('unread_fact')));

-- A certificate is written while its run reads or waits for a decision, and is not touched after that.
create function run_is_open(of_tenant uuid, of_integration uuid, of_run integer) returns boolean
    language plpgsql stable
as $$
begin
    return exists (select from sync_run r
                    where r.tenant_id = of_tenant and r.integration_id = of_integration and r.number = of_run
                      and (r.outcome is null or r.outcome = 'held'));
end
$$;
create policy ends_once on sync_run as restrictive for update
    using (outcome is null or outcome = 'held' or (select works_as_owner('sync_run')))
    with check (true);
create policy of_open_run on sync_feed as restrictive for update
    using (run_is_open(tenant_id, integration_id, run) or (select works_as_owner('sync_run')));
create policy of_open_run_added on sync_feed as restrictive for insert
    with check (run_is_open(tenant_id, integration_id, run) or (select works_as_owner('sync_run')));
call for_applications('revoke update on sync_note, sync_part, sync_disagreement from %s');
create policy of_open_run on sync_note as restrictive for insert
    with check (run_is_open(tenant_id, integration_id, run) or (select works_as_owner('sync_run')));
create policy of_open_run on sync_part as restrictive for insert
    with check (run_is_open(tenant_id, integration_id, run) or (select works_as_owner('sync_run')));
create policy of_open_run on sync_disagreement as restrictive for insert
    with check (run_is_open(tenant_id, integration_id, run) or (select works_as_owner('sync_run')));

-- What a run left behind for its connector is no part of its certificate, and is forgotten with time.
create function forget_memories(of_tenant uuid, of_integration uuid, but_of_run integer) returns void
    language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    update sync_run r
       set memory = null
     where r.tenant_id = of_tenant and r.integration_id = of_integration and r.number <> but_of_run
       and r.memory is not null;
end
$$;

-- Folds the revisions that the newest entry of the audit record about an integration calls folded; how many those are.
create function fold_revisions(of_tenant uuid, of_integration uuid) returns bigint
    language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    said   audit_entry := newest_entry(of_tenant, of_integration);
    folded bigint;
begin
    if said.action is distinct from 'revisions.folded' then
        raise exception 'the audit record does not say that revisions of integration % are folded', of_integration;
    end if;
    update revision v
       set folded_at = said.at
     where v.tenant_id = of_tenant and v.integration_id = of_integration
       and v.folded_at is null
       and v.number <= (said.details ->> 'last')::integer
       and v.number < (select max(n.number) from revision n
                        where n.tenant_id = of_tenant and n.integration_id = of_integration);
    get diagnostics folded = row_count;
    return folded;
end
$$;

-- As before, with the rights of the owner of the tables: the application has none to delete a fact.
alter function fold_facts(uuid, uuid, integer) security definer set search_path = public, pg_temp;
revoke execute on function forget_memories(uuid, uuid, integer), fold_revisions(uuid, uuid),
    fold_facts(uuid, uuid, integer) from public;
call for_applications('grant execute on function forget_memories(uuid, uuid, integer), fold_revisions(uuid, uuid),'
    || ' fold_facts(uuid, uuid, integer) to %s');
