-- Mails of a tenant that wait, were sent, or were given up. What they say is sealed, and gone once nobody waits for it.
create table outgoing_mail (
    tenant_id   uuid        not null references tenant (id),
    id          uuid        not null,
    about       text        not null check (about in ('INVITATION', 'PASSWORD', 'INTEGRATION', 'TRIAL')),
    recipient   text        not null check (length(recipient) between 3 and 254),
    subject     text        not null check (length(subject) <= 300),
    sealed      bytea,
    written_at  timestamptz not null,
    tries       integer     not null default 0,
    -- What the mail server said the last time.
    fault       text,
    sent_at     timestamptz,
    given_up_at timestamptz,
    primary key (tenant_id, id)
);
create index outgoing_mail_by_time on outgoing_mail (tenant_id, written_at desc, id desc);
call tenant_wall('outgoing_mail');
