-- Entries of the audit record about itself: where signing began, and what the operator removed. Each check of a record and each
-- file of it asks for the newest of them; docs/adr/0058 has the reasons.
create index audit_entry_of_record on audit_entry (tenant_id, number) where action in ('record.signed', 'record.pruned');
