-- What is told outside: a message for each channel that gets it, until it arrived or was given up.
create table keyledger.notification (
  id text collate "C" primary key,
  channel text collate "C" not null,
  occasion text not null,
  -- Of the fact: a channel is told of it once, whoever finds it and however often.
  dedupe text collate "C" not null,
  message jsonb not null,
  made_at timestamptz(3) not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'dead')),
  attempts integer not null default 0,
  next_at timestamptz(3) not null,
  ended_at timestamptz(3),
  problem text,
  status integer,
  unique (channel, dedupe),
  constraint notification_end check ((ended_at is null) = (state = 'waiting'))
);
create index notification_due on keyledger.notification (channel, next_at) where state = 'waiting';
create index notification_ended on keyledger.notification (ended_at) where state <> 'waiting';
create index notification_troubled on keyledger.notification (channel, made_at desc) where problem is not null or occasion = 'test';

create table keyledger.notification_channel (
  name text collate "C" primary key,
  sent bigint not null default 0,
  failed bigint not null default 0,
  sent_at timestamptz(3),
  failures integer not null default 0,
  failing_since timestamptz(3),
  try_at timestamptz(3),
  problem text,
  status integer,
  gone_at timestamptz(3)
);

-- What was told, or was so when the watch began, and has not ended since.
create table keyledger.notification_note (
  occasion text not null,
  subject text collate "C" not null,
  at timestamptz(3) not null,
  primary key (occasion, subject)
);

-- Since when facts are told: one row, none where no channel is configured.
create table keyledger.notification_watch (
  one boolean primary key default true check (one),
  since timestamptz(3) not null
);

-- Few of many, looked for every few seconds.
create index secret_trouble on keyledger.secret (rotation_state)
  where removed_at is null and rotation_state in ('failing', 'stuck', 'overdue');
create index secret_pending on keyledger.secret (deleted_at) where removed_at is null and deleted_at is not null;
