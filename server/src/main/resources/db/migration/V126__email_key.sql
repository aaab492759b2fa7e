-- The one form in which e-mails are compared. Filled by the next step, which is Java: letters are lowered there and nowhere else.
alter table app_user add column email_key text;
