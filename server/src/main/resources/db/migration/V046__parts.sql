-- A feed that is read by parts may be read to its end but for some of them.
alter table sync_feed
    drop constraint sync_feed_state_check,
    add constraint sync_feed_state_check check (state in
        ('waiting', 'reading', 'complete', 'partial', 'incomplete', 'not_available', 'switched_off'));

alter table sync_note
    drop constraint sync_note_kind_check,
    add constraint sync_note_kind_check check (kind in
        ('rejected', 'unknown', 'unresolved', 'removed', 'unread', 'remark'));
