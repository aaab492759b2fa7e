-- A suspended tenant keeps its data and lets nobody in. Only the owner, for the operator's command, sets it: the
-- application's role may not update tenants.
alter table tenant add column suspended_at timestamptz;
