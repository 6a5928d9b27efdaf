-- When a secret's labels were looked at last, so that a change between two looks is bounded by both.
create table keyledger.stage_look (
  secret_id text collate "C" primary key references keyledger.secret (id),
  at timestamptz(3) not null
);
-- Staging labels over time: which version had one, from when and until when, as far as looks can tell.
create table keyledger.stage_span (
  secret_id text collate "C" not null references keyledger.secret (id),
  version_id text collate "C" not null,
  stage text collate "C" not null,
  -- null: it was there at the first look.
  since_after timestamptz(3),
  since_by timestamptz(3) not null,
  -- null, both: it was there at the last look.
  until_after timestamptz(3),
  until_by timestamptz(3),
  primary key (secret_id, version_id, stage, since_by),
  check ((until_after is null) = (until_by is null))
);
create index stage_span_newest on keyledger.stage_span (secret_id, since_by desc);
create unique index stage_span_open on keyledger.stage_span (secret_id, version_id, stage) where until_by is null;
