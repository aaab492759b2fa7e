-- Why something is not whole is kept as a case with its facts, and put into words when it is shown. What earlier versions
-- wrote in words stays as it was told.
alter table sync_feed
    alter column reason drop default,
    alter column reason type jsonb using
        case when reason = '' and lacking = ''
             then jsonb_build_object('kind', 'none')
             else jsonb_build_object('kind', 'told', 'sentence', reason, 'cause', cause, 'parts', unread,
                                     'what', lacking, 'why', lacking_why)
        end,
    alter column reason set default '{"kind": "none"}';
alter table sync_feed
    drop column lacking,
    drop column lacking_why;

alter table sync_run
    alter column reason drop default,
    alter column reason type jsonb using
        case when reason = ''
             then jsonb_build_object('kind', 'none')
             else jsonb_build_object('kind', 'told', 'sentence', reason)
        end,
    alter column reason set default '{"kind": "none"}';

alter table integration_status
    alter column reason drop default,
    alter column reason type jsonb using
        case when reason = ''
             then jsonb_build_object('kind', 'none')
             else jsonb_build_object('kind', 'told', 'sentence', reason)
        end,
    alter column reason set default '{"kind": "none"}';
