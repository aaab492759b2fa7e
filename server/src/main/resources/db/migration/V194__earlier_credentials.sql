-- When a credential was last opened for a sync, and the one before it, until the new one has read.
alter table integration_secret
    add column used_at            timestamptz null,
    -- Whether a sync published what was read with it. What was saved before is taken for proved.
    add column has_read           boolean     not null default true,
    add column sealed_before      bytea       null,
    add column former_last_four   text        null,
    add column former_fingerprint text        null,
    add column former_set_at      timestamptz null,
    add column former_set_by      text        null,
    add column former_used_at     timestamptz null,
    add constraint integration_secret_former_check
        check ((sealed_before is null) = (former_last_four is null)
               and (sealed_before is null) = (former_fingerprint is null)
               and (sealed_before is null) = (former_set_at is null)
               and (sealed_before is null) = (former_set_by is null)
               and (sealed_before is not null or former_used_at is null));
alter table integration_secret alter column has_read set default false;
