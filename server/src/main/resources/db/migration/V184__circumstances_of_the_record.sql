-- How an act ended, and where it came from. Part of what an entry's hash covers since this version (docs/adr/0054); entries of
-- earlier versions say none of it, and are hashed as they were.
alter table audit_entry
    add column outcome text check (outcome in ('DONE', 'REFUSED', 'FAILED')),
    add column address text check (length(address) <= 64),
    add column browser text check (length(browser) <= 100),
    add column request text check (length(request) <= 40),
    add constraint told_of_circumstances check (outcome is not null or (address is null and browser is null and request is null));
