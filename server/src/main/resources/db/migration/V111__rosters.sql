-- Rosters: who works here, told by files.

-- A tenant has one, however many ask for it at the same time.
create unique index one_roster on integration (tenant_id) where application = 'roster';

-- What a staged run would change of accounts, of those that read every feed to its end.
create function staged_account_changes(of_tenant uuid, of_integration uuid, of_run integer)
    returns table (kind text, account_id text, name text, email text, before jsonb, after jsonb)
    language sql stable parallel safe
as $$
    select case when a.type is null then 'JOINED' when s.type is null then 'GONE' else 'CHANGED' end,
           coalesce(s.external_id, a.external_id), coalesce(s.name, a.name), coalesce(s.email, a.email), a.told, s.told
      from (select type, external_id, name, email, digest,
                   attributes || jsonb_strip_nulls(jsonb_build_object('name', name, 'email', email)) as told
              from staged_account
             where tenant_id = of_tenant and integration_id = of_integration and run = of_run
               and state <> 'absent') s
      full join (select type, external_id, name, email, digest,
                        attributes || jsonb_strip_nulls(jsonb_build_object('name', name, 'email', email)) as told
                   from account
                  where tenant_id = of_tenant and integration_id = of_integration
                    and to_revision is null and state <> 'absent') a
        on a.type = s.type and a.external_id = s.external_id
     where s.digest is distinct from a.digest
$$;
