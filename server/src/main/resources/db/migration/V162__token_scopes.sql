-- What a token may do, at most. Those of before could do all that their owner may, and still can; the page says so.
alter table api_token
    add column scopes text[] not null default '{READ,INTEGRATIONS,ADMIN}'
        check (cardinality(scopes) > 0 and scopes <@ '{READ,INTEGRATIONS,ADMIN}'),
    add column scopes_chosen boolean not null default false,
    -- Whether it acts as the tenant, for which its owner answers, or as its owner.
    add column service boolean not null default false;
alter table api_token alter column scopes drop default, alter column scopes_chosen set default true;
