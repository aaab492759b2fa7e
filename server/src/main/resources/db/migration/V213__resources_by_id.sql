-- A resource that is looked up by its id is searched for in its name as well. Where an index by name alone had both, PostgreSQL
-- read all resources of an integration for each, as it takes them for few: it knows how many a tenant has and how many an
-- integration has on average, not that the two belong together.
drop index resource_now;
create unique index resource_now on resource (tenant_id, integration_id, type, external_id) include (sort_name)
    where to_revision is null;
create index resource_then_by_id on resource
    (tenant_id, integration_id, type, external_id, from_revision, to_revision) include (sort_name);
