-- How far a listing is, for people, and where another process can go on with it.
alter table keyledger.listing add column told_at timestamptz(3), add column progress jsonb, add column place json;
