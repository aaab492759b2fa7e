-- Statistics of staging are collected with every run, and most of that time went into columns that no plan asks about:
-- what things are called, what else is said of them, and digests.
alter table staged_account
    alter column ordinal set statistics 0,
    alter column principal set statistics 0,
    alter column name set statistics 0,
    alter column email set statistics 0,
    alter column kind set statistics 0,
    alter column attributes set statistics 0,
    alter column digest set statistics 0;
alter table staged_resource
    alter column ordinal set statistics 0,
    alter column principal set statistics 0,
    alter column name set statistics 0,
    alter column attributes set statistics 0,
    alter column digest set statistics 0;
alter table staged_grant
    alter column ordinal set statistics 0,
    alter column principal set statistics 0,
    alter column attributes set statistics 0;
alter table staged_link
    alter column ordinal set statistics 0,
    alter column principal set statistics 0,
    alter column attributes set statistics 0;
alter table staged_change
    alter column ordinal set statistics 0,
    alter column principal set statistics 0,
    alter column at set statistics 0,
    alter column action set statistics 0,
    alter column about_type set statistics 0,
    alter column about_id set statistics 0,
    alter column by_type set statistics 0,
    alter column by_id set statistics 0,
    alter column how set statistics 0,
    alter column attributes set statistics 0;
alter table staged_mention
    alter column name set statistics 0,
    alter column deleted_at set statistics 0;

-- Nor does anybody wait until statistics are on the disk.
create or replace function analyze_staging() returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    perform set_config('synchronous_commit', 'off', true);
    analyze staged_account, staged_resource, staged_grant, staged_link, staged_change, staged_mention;
end
$$;

-- A run leaves as many dead rows as it staged, and the runs after it read past them until they are cleared away.
-- Autovacuum does so whenever it comes by, whatever the size of the tables was; their statistics it leaves to the runs.
alter table staged_account
    set (autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0, autovacuum_analyze_threshold = 2000000000);
alter table staged_resource
    set (autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0, autovacuum_analyze_threshold = 2000000000);
alter table staged_grant
    set (autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0, autovacuum_analyze_threshold = 2000000000);
alter table staged_link
    set (autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0, autovacuum_analyze_threshold = 2000000000);
alter table staged_change
    set (autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0, autovacuum_analyze_threshold = 2000000000);
alter table staged_mention
    set (autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0, autovacuum_analyze_threshold = 2000000000);
