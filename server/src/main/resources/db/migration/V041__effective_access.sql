-- Lists of objects are ordered by name; an account is looked up by the id in its address.

create index resource_by_name on resource (tenant_id, integration_id, lower(name), type, external_id)
    where to_revision is null;
create index account_by_id on account (tenant_id, integration_id, external_id) where to_revision is null;
