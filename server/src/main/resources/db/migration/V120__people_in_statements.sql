-- As V119 does for accounts and rights: lists about people are told by the statements that ask.
drop function leaver(uuid, uuid[], integer[], boolean, uuid, integer, boolean, text, uuid[], text[], text[]);
drop function unmatched_account(uuid, uuid[], integer[], boolean, uuid, integer);
drop function former_person(uuid, uuid, integer, boolean, text);
drop function account_of(uuid, uuid[], integer[], boolean, text);
drop function live_account(uuid, uuid[], integer[], boolean);
