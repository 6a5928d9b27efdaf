-- The way that a listing went which proved nothing: the next one goes another.
alter table keyledger.listing add column doubted text;
