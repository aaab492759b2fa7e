-- Facts begin and end with the next revision of their integration, and with no other: whoever works as the application could end a
-- fact at a revision of long ago, or at none that ever was, and add facts to the past. docs/adr/0059 has the reasons.

-- The newest revision of the integration that the transaction names in app.integration; the policies ask once for each statement.
create function newest_published() returns integer
    language plpgsql stable
as $$
begin
    return coalesce((select max(v.number) from revision v
                      where v.tenant_id = nullif(current_setting('app.tenant', true), '')::uuid
                        and v.integration_id = nullif(current_setting('app.integration', true), '')::uuid), 0);
end
$$;

create procedure next_revision_alone(facts regclass)
    language plpgsql
as $$
begin
    execute format($policy$
        create policy begins_next on %1$s as restrictive for insert
            with check (integration_id = (select nullif(current_setting('app.integration', true), '')::uuid)
                        and from_revision = (select newest_published()) + 1 and to_revision is null
                        or (select works_as_owner(%1$L)))
        $policy$, facts);
    execute format('drop policy ends_once on %s', facts);
    execute format($policy$
        create policy ends_next on %1$s as restrictive for update
            using (to_revision is null or (select works_as_owner(%1$L)))
            with check (integration_id = (select nullif(current_setting('app.integration', true), '')::uuid)
                        and to_revision = (select newest_published()) + 1
                        or (select works_as_owner(%1$L)))
        $policy$, facts);
end
$$;
call next_revision_alone('account');
call next_revision_alone('resource');
call next_revision_alone('access_grant');
call next_revision_alone('link');
call next_revision_alone('unread_fact');
drop procedure next_revision_alone(regclass);
