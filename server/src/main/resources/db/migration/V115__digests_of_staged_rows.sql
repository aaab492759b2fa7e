-- What tells a staged grant or link with all it says from any other. It is worked out while the row is staged, as that of
-- accounts and resources is, and not when all rows wait for their end.
alter table staged_grant add column digest bytea;
alter table staged_link add column digest bytea;

-- Whether the digest of a feed covers entries of an audit trail: what is published of it does not tell then whether the next
-- run read the same. Of what was read before, nobody knows.
alter table sync_feed add column has_trail boolean not null default true;

-- As before, of those columns alone that rows are found, joined and grouped by: looking at what they say takes most of the time.
create or replace function analyze_staging() returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    analyze staged_account (tenant_id, integration_id, run, feed, record_id, principal, type, external_id),
            staged_resource (tenant_id, integration_id, run, feed, record_id, principal, type, external_id),
            staged_grant (tenant_id, integration_id, run, feed, record_id, principal,
                          account_type, account_id, resource_type, resource_id, value, through),
            staged_link (tenant_id, integration_id, run, feed, record_id, principal,
                         from_type, from_id, relation, to_type, to_id),
            staged_change (tenant_id, integration_id, run, feed, record_id, principal, id),
            staged_mention (tenant_id, integration_id, run, feed, type, id);
end
$$;
