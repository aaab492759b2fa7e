-- What a publication ended is found by its revision, as it is for grants.
create index link_closed on link (tenant_id, integration_id, to_revision) where to_revision is not null;
