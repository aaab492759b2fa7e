-- How long a tenant keeps what was published, and how what is older goes. docs/adr/0032 has the reasons.

-- For how many months the states of the past stay readable; a tenant without a row keeps the usual.
create table retention (
    tenant_id uuid    not null primary key,
    months    integer not null check (months between 1 and 600)
);
call tenant_wall('retention');

-- A folded revision is not read any more. Its row stays, and so do its run, its certificate and its digest: facts say since
-- when they hold by its number.
alter table revision add column folded_at timestamptz;

-- The first revision that showed a thing, where the facts that said so are gone; read together with from_revision.
alter table account add column first_revision integer;
alter table resource add column first_revision integer;

-- Deletes facts that only folded revisions show, at most so many of each kind; how many went. Called until none is left.
-- What goes is decided here and nowhere else: facts that ended at or before the oldest revision that is not folded, and
-- entries of the application's own trail from before the run that made it began. No revision that is kept shows any of them.
create function fold_facts(of_tenant uuid, of_integration uuid, most integer) returns bigint
    language plpgsql
as $$
declare
    oldest    integer;
    began     timestamptz;
    went      bigint := 0;
    this_kind bigint;
begin
    select v.number, s.started_at into oldest, began
      from revision v
      join sync_run s on s.tenant_id = of_tenant and s.integration_id = of_integration and s.number = v.run
     where v.tenant_id = of_tenant and v.integration_id = of_integration and v.folded_at is null
     order by v.number
     limit 1;
    if oldest is null then
        return 0;
    end if;

    with gone as (
        delete from account f
         where f.tenant_id = of_tenant and f.integration_id = of_integration
           and (f.type, f.external_id, f.from_revision) in (
                   select o.type, o.external_id, o.from_revision from account o
                    where o.tenant_id = of_tenant and o.integration_id = of_integration and o.to_revision <= oldest
                    limit most)
        returning f.type, f.external_id, least(f.first_revision, f.from_revision) as first
    ), remembered as (
        update account f
           set first_revision = least(f.first_revision, g.first)
          from (select type, external_id, min(first) as first from gone group by type, external_id) g
         where f.tenant_id = of_tenant and f.integration_id = of_integration
           and f.type = g.type and f.external_id = g.external_id
           and (f.to_revision is null or f.to_revision > oldest)
    )
    select count(*) into this_kind from gone;
    went := went + this_kind;

    with gone as (
        delete from resource f
         where f.tenant_id = of_tenant and f.integration_id = of_integration
           and (f.type, f.external_id, f.from_revision) in (
                   select o.type, o.external_id, o.from_revision from resource o
                    where o.tenant_id = of_tenant and o.integration_id = of_integration and o.to_revision <= oldest
                    limit most)
        returning f.type, f.external_id, least(f.first_revision, f.from_revision) as first
    ), remembered as (
        update resource f
           set first_revision = least(f.first_revision, g.first)
          from (select type, external_id, min(first) as first from gone group by type, external_id) g
         where f.tenant_id = of_tenant and f.integration_id = of_integration
           and f.type = g.type and f.external_id = g.external_id
           and (f.to_revision is null or f.to_revision > oldest)
    )
    select count(*) into this_kind from gone;
    went := went + this_kind;

    delete from access_grant f
     where f.tenant_id = of_tenant and f.integration_id = of_integration
       and (f.account_type, f.account_id, f.resource_type, f.resource_id, f.value, f.through, f.from_revision) in (
               select o.account_type, o.account_id, o.resource_type, o.resource_id, o.value, o.through, o.from_revision
                 from access_grant o
                where o.tenant_id = of_tenant and o.integration_id = of_integration and o.to_revision <= oldest
                limit most);
    get diagnostics this_kind = row_count;
    went := went + this_kind;

    delete from link f
     where f.tenant_id = of_tenant and f.integration_id = of_integration
       and (f.from_type, f.from_id, f.relation, f.to_type, f.to_id, f.from_revision) in (
               select o.from_type, o.from_id, o.relation, o.to_type, o.to_id, o.from_revision from link o
                where o.tenant_id = of_tenant and o.integration_id = of_integration and o.to_revision <= oldest
                limit most);
    get diagnostics this_kind = row_count;
    went := went + this_kind;

    delete from unread_fact f
     where f.tenant_id = of_tenant and f.integration_id = of_integration
       and (f.feed, f.type, f.id, f.from_revision) in (
               select o.feed, o.type, o.id, o.from_revision from unread_fact o
                where o.tenant_id = of_tenant and o.integration_id = of_integration and o.to_revision <= oldest
                limit most);
    get diagnostics this_kind = row_count;
    went := went + this_kind;

    delete from change_record f
     where f.tenant_id = of_tenant and f.integration_id = of_integration
       and oldest > (select min(v.number) from revision v
                      where v.tenant_id = of_tenant and v.integration_id = of_integration)
       and f.id in (
               select o.id from change_record o
                where o.tenant_id = of_tenant and o.integration_id = of_integration and o.at <= began
                order by o.at
                limit most);
    get diagnostics this_kind = row_count;
    return went + this_kind;
end
$$;
