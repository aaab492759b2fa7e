-- Lists of accounts are read from an index alone: what they are ordered by, narrowed to and searched in stands there, so that
-- a search looks at no more than it compares, and a page at no more rows than it shows. docs/adr/0039 has the figures.
drop index account_by_name;
create index account_by_name on account (tenant_id, integration_id, sort_name, external_id)
    include (type, state, search_text) where to_revision is null;
drop index account_then_by_name;
create index account_then_by_name on account
    (tenant_id, integration_id, sort_name, external_id, from_revision, to_revision) include (type, state, search_text);

-- What these lists hold is told by the statements that ask, once for each list: a function that reads tables of tenants is
-- nothing that Citus distributes (docs/adr/0039).
drop function holder_list(uuid, uuid, integer, boolean, text, text, text, boolean, text[], text[], text[], boolean);
drop function holder_candidates(uuid, uuid, integer, boolean, text, text, text[], text[], boolean);
drop function account_list(uuid, uuid, integer, boolean, text, text, text, text);
drop function resource_list(uuid, uuid, integer, boolean, text, text, text[], text);
