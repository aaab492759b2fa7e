-- What a table holds has to have grown by half before a run waits for its statistics. A plan made for two thirds of the rows
-- is the same plan, and a table that grows by small accounts was looked at four times as often as that takes. Autovacuum
-- collects what comes in between.
create or replace function analyze_access(written bigint) returns void
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
           and written >= reltuples / 2
         order by relname
    loop
        execute format('analyze %I', grown);
    end loop;
end
$$;
