-- Who read what in a period, as it was known when somebody began to look it over: what is signed off is what was seen.
create table keyledger.review (
  id text collate "C" primary key,
  -- A secret; or a service, an environment, or a service in an environment.
  secret_id text collate "C",
  service text,
  environment text,
  from_day date not null,
  to_day date not null,
  begun_at timestamptz(3) not null,
  begun_by text not null,
  begun_by_id text not null,
  signed_at timestamptz(3),
  signed_by text,
  next_day date,
  -- A review of the same that was signed later and covers all of this one's secrets that are still there.
  followed_by text collate "C",
  constraint review_subject check ((secret_id is null) = (service is not null or environment is not null)),
  constraint review_period check (from_day <= to_day),
  constraint review_end check ((signed_at is null) = (signed_by is null) and (signed_at is null) = (next_day is null))
);
create index review_begun on keyledger.review (begun_at desc, id desc);
create index review_open on keyledger.review (begun_by_id) where signed_at is null;
create index review_due on keyledger.review (next_day) where signed_at is not null and followed_by is null;

-- What it covers, also what nobody read: whoever sees none of it does not see the review.
create table keyledger.review_secret (
  review_id text collate "C" not null references keyledger.review (id) on delete cascade,
  secret_id text collate "C" not null,
  primary key (review_id, secret_id)
);
create index review_secret_secret on keyledger.review_secret (secret_id);

-- Of the period, what was known then; a scope of which nothing was has none.
create table keyledger.review_coverage (
  review_id text collate "C" not null references keyledger.review (id) on delete cascade,
  scope_id text not null,
  source text not null,
  from_at timestamptz(3) not null,
  to_at timestamptz(3) not null,
  primary key (review_id, scope_id, source, from_at)
);

create table keyledger.review_reader (
  review_id text collate "C" not null references keyledger.review (id) on delete cascade,
  principal_id text collate "C" not null,
  actor_kind text not null,
  verdict text check (verdict in ('expected', 'unexpected')),
  note text,
  -- Of the mark: grows with each change.
  revision integer not null default 0,
  marked_at timestamptz(3),
  marked_by text,
  -- What became of one that is unexpected.
  done_at timestamptz(3),
  done_by text,
  done_note text,
  primary key (review_id, principal_id, actor_kind),
  constraint review_mark check ((verdict is null) = (marked_at is null)),
  constraint review_done check (done_at is null or verdict = 'unexpected')
);
create index review_reader_unexpected on keyledger.review_reader (review_id, principal_id, actor_kind)
  where verdict = 'unexpected';

create table keyledger.review_read (
  review_id text collate "C" not null references keyledger.review (id) on delete cascade,
  principal_id text collate "C" not null,
  actor_kind text not null,
  secret_id text collate "C" not null,
  first_day date not null,
  last_at timestamptz(3) not null,
  reads integer not null,
  primary key (review_id, principal_id, actor_kind, secret_id)
);
