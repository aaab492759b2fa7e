-- Statistics of what is published at the moment they matter, and only then. They were collected with every run, which took
-- the database a second for each integration of a hundred accounts as soon as many had published: what a sample of a table
-- says is hardly changed by a run that adds little to it. Autovacuum collects them for the rest, within a minute or so. What
-- is staged is little, and all of it new: it is looked at with every run as before.
drop function analyze_access();

-- ANALYZE asks for the owner of the table, which the application is not: hence the definer's rights.
create function analyze_access(written bigint) returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    grown text;
begin
    for grown in
        select relname
          from pg_class
         where relnamespace = 'public'::regnamespace
           and relname in ('account', 'resource', 'access_grant', 'link', 'change_record')
           and written > 0
           and written >= reltuples / 10
         order by relname
    loop
        execute format('analyze %I', grown);
    end loop;
end
$$;
revoke execute on function analyze_access(bigint) from public;
grant execute on function analyze_access(bigint) to ${app_role};
