-- Every entry of the audit record is signed with a key that is not in the database; docs/adr/0045 has the reasons. Entries of
-- earlier versions have no signature.
alter table audit_entry add column signature bytea check (length(signature) = 64);

-- A server of an earlier version cannot sign, and so it cannot record and cannot change anything any more; it can still read.
create policy signed on audit_entry as restrictive for insert
    with check (signature is not null or (select works_as_owner('audit_entry')));
