-- The audit trail is looked at anew when entries were added to it, not when facts were: it is the largest table of them, and
-- knowing it takes the longest.
drop function analyze_access(bigint, bigint, bigint, bigint);
create function analyze_access(accounts bigint, resources bigint, grants bigint, links bigint, entries bigint) returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
    grown text;
begin
    for grown in
        select c.relname
          from (values ('account', accounts), ('resource', resources), ('access_grant', grants), ('link', links),
                       ('change_record', entries)) as t (name, written)
          join pg_class c on c.relname = t.name and c.relnamespace = 'public'::regnamespace
         where t.written >= 500
           and t.written >= c.reltuples / 40
         order by c.relname
    loop
        execute format('analyze %I', grown);
    end loop;
end
$$;
revoke execute on function analyze_access(bigint, bigint, bigint, bigint, bigint) from public;
call for_applications('grant execute on function analyze_access(bigint, bigint, bigint, bigint, bigint) to %s');

-- Asked for each row of a certificate, by a key: planning that anew takes ten times as long as doing it.
alter function run_is_open(uuid, uuid, integer) set plan_cache_mode = force_generic_plan;
