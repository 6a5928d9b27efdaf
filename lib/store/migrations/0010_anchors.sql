-- Which ledger this is, so that anchors of two are not mixed.
create table keyledger.ledger_identity (
  only_one boolean primary key default true check (only_one),
  id text not null
);
insert into keyledger.ledger_identity (id) values (gen_random_uuid()::text);

-- Signed heads, as they were sent out. What counts is kept outside; here they are for the screen and for sending again.
create table keyledger.ledger_anchor (
  number bigint primary key check (number > 0),
  hash text not null unique,
  seq bigint not null,
  entry_hash text not null,
  at timestamptz(3) not null,
  document text not null
);

-- How far each place outside has got.
create table keyledger.ledger_sink (
  name text primary key,
  delivered bigint not null default 0,
  delivered_at timestamptz(3),
  failures integer not null default 0,
  failing_since timestamptz(3),
  problem text,
  remedy text,
  try_at timestamptz(3)
);

-- The last walk along the chain of each kind, and what it found.
create table keyledger.ledger_check (
  kind text primary key check (kind in ('whole', 'stretch')),
  at timestamptz(3) not null,
  milliseconds integer not null,
  entries bigint not null,
  seq bigint not null,
  hash text not null,
  findings jsonb not null
);

-- How far the ledger has been told to others that follow it, such as standard output.
create table keyledger.ledger_follower (
  name text primary key,
  seq bigint not null
);
