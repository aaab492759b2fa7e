-- Whoever's second factor changed hears of it.
alter table outgoing_mail drop constraint outgoing_mail_about_check;
alter table outgoing_mail add constraint outgoing_mail_about_check
    check (about in ('INVITATION', 'PASSWORD', 'SECOND_FACTOR', 'INTEGRATION', 'TRIAL'));
