-- What a staged run would change of grants, of those that read every feed to its end. An account that holds another level on
-- the same resource holds a changed grant, not two. Other facts of a grant, such as when it was last used, are no change of
-- access.
create function staged_grant_changes(of_tenant uuid, of_integration uuid, of_run integer, privileged_values text[])
    returns table (before text, after text, account_id text, resource_id text, account text, resource text,
                   resource_type text, kind text, privileged boolean)
    language sql stable parallel safe
as $$
    with began as (
        select s.account_type, s.account_id, s.resource_type, s.resource_id, s.value,
               row_number() over (partition by s.account_type, s.account_id, s.resource_type, s.resource_id
                                  order by s.value, s.through) as nth
          from staged_grant s
         where s.tenant_id = of_tenant and s.integration_id = of_integration and s.run = of_run
           and not exists (select 1 from access_grant g
                            where g.tenant_id = of_tenant and g.integration_id = of_integration
                              and g.account_type = s.account_type and g.account_id = s.account_id
                              and g.resource_type = s.resource_type and g.resource_id = s.resource_id
                              and g.value = s.value and g.through = s.through and g.to_revision is null)
    ), ended as (
        select g.account_type, g.account_id, g.resource_type, g.resource_id, g.value,
               row_number() over (partition by g.account_type, g.account_id, g.resource_type, g.resource_id
                                  order by g.value, g.through) as nth
          from access_grant g
         where g.tenant_id = of_tenant and g.integration_id = of_integration and g.to_revision is null
           and not exists (select 1 from staged_grant s
                            where s.tenant_id = of_tenant and s.integration_id = of_integration and s.run = of_run
                              and s.account_type = g.account_type and s.account_id = g.account_id
                              and s.resource_type = g.resource_type and s.resource_id = g.resource_id
                              and s.value = g.value and s.through = g.through)
    ), touched as (
        select coalesce(b.account_type, e.account_type) as account_type,
               coalesce(b.account_id, e.account_id) as account_id,
               coalesce(b.resource_type, e.resource_type) as resource_type,
               coalesce(b.resource_id, e.resource_id) as resource_id,
               e.value as before, b.value as after
          from began b
          full join ended e
            on e.account_type = b.account_type and e.account_id = b.account_id
           and e.resource_type = b.resource_type and e.resource_id = b.resource_id and e.nth = b.nth
    ), told as (
        select t.before, t.after, t.account_id, t.resource_id,
               coalesce(s.name, a.name, t.account_id) as account,
               coalesce(r.name, c.name, t.resource_id) as resource,
               t.resource_type,
               case when t.before is not null and t.after is not null then 'CHANGED'
                    when t.before is null and a.type is null then 'JOINED'
                    when t.before is null then 'GRANTED'
                    when s.type is null then 'GONE'
                    else 'REMOVED' end as kind,
               coalesce(t.before = any (privileged_values), false)
               or coalesce(t.after = any (privileged_values), false) as has_privilege
          from touched t
          left join staged_account s
            on s.tenant_id = of_tenant and s.integration_id = of_integration and s.run = of_run
           and s.type = t.account_type and s.external_id = t.account_id and s.state <> 'absent'
          left join account a
            on a.tenant_id = of_tenant and a.integration_id = of_integration
           and a.type = t.account_type and a.external_id = t.account_id
           and a.to_revision is null and a.state <> 'absent'
          left join staged_resource r
            on r.tenant_id = of_tenant and r.integration_id = of_integration and r.run = of_run
           and r.type = t.resource_type and r.external_id = t.resource_id
          left join resource c
            on c.tenant_id = of_tenant and c.integration_id = of_integration
           and c.type = t.resource_type and c.external_id = t.resource_id and c.to_revision is null
    )
    select * from told
$$;
