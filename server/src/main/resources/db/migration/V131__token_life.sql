-- Every API token ends. Those that never did get a year from now.
do $$
declare
    one uuid;
begin
    for one in select id from tenant loop
        perform set_config('app.tenant', one::text, true);
        update api_token set expires_at = now() + interval '365 days' where tenant_id = one and expires_at is null;
    end loop;
    perform set_config('app.tenant', '', true);
end
$$;
alter table api_token alter column expires_at set not null;
