-- Whoever renames another's shared view sees that person's shared names, and must not be told of the others by a refusal.
alter table keyledger.saved_view drop constraint saved_view_issuer_subject_name_key;
alter table keyledger.saved_view add unique (issuer, subject, name, shared);
