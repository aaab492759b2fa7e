-- Why something is not whole is kept as a case with its facts, and put into words when it is shown. The columns beside it keep
-- what earlier versions told in words, which is shown as it was told; so does a server of such a version that works on while
-- new ones start. Empty words make room for the facts.
alter table sync_feed add column why jsonb;
alter table sync_run add column why jsonb;
alter table integration_status add column why jsonb;
