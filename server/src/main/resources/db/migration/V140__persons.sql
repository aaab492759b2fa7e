-- Everybody with an account that can be used, over several applications: accounts of one e-mail are one person, an account
-- without an e-mail is a person of its own, and machines are nobody. The three last lists tell which levels are privileged:
-- of which integration, on which type of resource, of which value.
create function person_list(of_tenant uuid, integrations uuid[], revisions integer[], newest boolean,
                            privileged_at uuid[], privileged_on text[], privileged_values text[])
    returns table (person text, name text, sort_name text, email text, accounts bigint, invited boolean,
                   privileged boolean)
    language sql stable parallel safe
as $$
    with held as materialized (
        select distinct g.integration_id, g.account_type, g.account_id
          from unnest(privileged_at, privileged_on, privileged_values) as v (integration_id, resource_type, value)
          join unnest(integrations, revisions) as s (integration_id, number) on s.integration_id = v.integration_id
          join access_grant g
            on g.tenant_id = of_tenant and g.integration_id = v.integration_id
           and g.resource_type = v.resource_type and g.value = v.value
           and holds(g.from_revision, g.to_revision, s.number, newest))
    select m.person, min(m.name), min(m.sort_name), min(m.email), count(*), bool_or(m.state = 'invited'),
           bool_or(m.privileged)
      from (select coalesce(a.person_email, concat_ws('/', a.integration_id, a.type, a.external_id)) as person,
                   a.name, a.sort_name, a.email, a.state, h.account_id is not null as privileged
              from live_account(of_tenant, integrations, revisions, newest) a
              left join held h
                on h.integration_id = a.integration_id and h.account_type = a.type and h.account_id = a.external_id
             where a.kind <> 'service' and a.decision is distinct from 'service') m
     group by m.person
$$;
