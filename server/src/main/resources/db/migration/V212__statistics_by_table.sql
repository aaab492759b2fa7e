-- Each table by what was written to it, when that is a fortieth of it. Of an integration that is not among the most common
-- values PostgreSQL expects no more than a row, where these are all there are: up to some forty integrations of one size a
-- first sync makes itself known. Among more, others stand for it. The function of one number stays for servers of the version
-- before.
create function analyze_access(accounts bigint, resources bigint, grants bigint, links bigint) returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    grown text;
begin
    for grown in
        select c.relname
          from (values ('account', accounts), ('resource', resources), ('access_grant', grants), ('link', links),
                       ('change_record', accounts + resources + grants + links)) as t (name, written)
          join pg_class c on c.relname = t.name and c.relnamespace = 'public'::regnamespace
         where t.written > 0
           and t.written >= c.reltuples / 40
         order by c.relname
    loop
        execute format('analyze %I', grown);
    end loop;
end
$$;
revoke execute on function analyze_access(bigint, bigint, bigint, bigint) from public;
grant execute on function analyze_access(bigint, bigint, bigint, bigint) to ${app_role};
