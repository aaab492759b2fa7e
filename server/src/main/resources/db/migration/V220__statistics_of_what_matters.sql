-- As before, but of no table for fewer than 500 rows: whatever the plan, so few are read in no time, while to look at a table
-- of tens of thousands takes a tenth of a second of each small sync.
create or replace function analyze_access(accounts bigint, resources bigint, grants bigint, links bigint) returns void
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
         where t.written >= 500
           and t.written >= c.reltuples / 40
         order by c.relname
    loop
        execute format('analyze %I', grown);
    end loop;
end
$$;
