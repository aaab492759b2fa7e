-- Names are found and ordered without their accents: whoever looks for jose finds José, who stands beside Josef.

-- Letters without what is written above, below or through them, and then lower case, which some databases know of ASCII
-- alone. A text of ASCII alone, which nearly all are, has nothing to take away. Not strict, so that PostgreSQL puts it in
-- the place where it is called.
create function search_fold(named text) returns text
    language sql immutable parallel safe
    return case when octet_length(named) = char_length(named) then lower(named)
                else lower(translate(regexp_replace(normalize(named, nfd), U&'[\0300-\036F]', '', 'g'),
                                     U&'\00D8\0141\0110\0126\00F8\0142\0111\0127\0131', 'OLDHoldhi')) end;

-- The indexes of these columns go with them.
alter table account
    drop column sort_name,
    drop column search_text;
alter table account
    add column sort_name   text not null generated always as (search_fold(name)) stored,
    add column search_text text not null generated always as
        (search_fold(name || E'\n' || coalesce(email, '') || E'\n' || external_id)) stored;
alter table resource
    drop column sort_name;
alter table resource
    add column sort_name text not null generated always as (search_fold(name)) stored;

-- As before.
create index account_by_name on account (tenant_id, integration_id, sort_name, external_id)
    include (type, state, search_text) where to_revision is null;
create index account_then_by_name on account
    (tenant_id, integration_id, sort_name, external_id, from_revision, to_revision) include (type, state, search_text);
create index resource_by_name on resource (tenant_id, integration_id, sort_name, type, external_id)
    where to_revision is null;
create index resource_then_by_name on resource
    (tenant_id, integration_id, sort_name, type, external_id, from_revision, to_revision);
