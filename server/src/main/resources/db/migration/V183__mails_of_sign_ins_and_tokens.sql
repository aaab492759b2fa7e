-- Whoever signs in from a browser that is new, or answers for a token that is about to end, hears of it.
alter table outgoing_mail drop constraint outgoing_mail_about_check;
alter table outgoing_mail add constraint outgoing_mail_about_check
    check (about in ('INVITATION', 'PASSWORD', 'SECOND_FACTOR', 'NEW_BROWSER', 'INTEGRATION', 'TOKEN', 'TRIAL'));

-- When its owner last heard that it ends.
alter table api_token add column told_of_end timestamptz;
create index api_token_by_end on api_token (tenant_id, expires_at);
