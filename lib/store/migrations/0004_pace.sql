-- Whose turn it is to ask CloudTrail, over all processes. Nothing is lost with it, so that it needs no log.
create unlogged table keyledger.lookup_turn (
  scope_id text primary key,
  next_at timestamptz not null
);
