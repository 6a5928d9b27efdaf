-- Readers and days that are to be looked at: added in the transaction that stores their events, and never changed by it, so
-- that nobody waits for anybody. One row may be there many times.
create table keyledger.unusual_due (
  id bigint generated always as identity primary key,
  secret_id text collate "C" not null,
  principal_id text collate "C" not null,
  actor_kind text not null,
  -- Of one UTC day.
  from_at timestamptz(3) not null,
  to_at timestamptz(3) not null,
  -- `more`: events came. `again`: it is judged whatever they show, since something else changed or a look was cut off.
  -- `anew`: events left, so that what was known of the day is not kept.
  how text not null default 'more' check (how in ('more', 'again', 'anew'))
);
-- The oldest day first: what rests on it has then not been looked at yet.
create index unusual_due_from on keyledger.unusual_due (from_at, id);

-- Days that rest on days that changed, each once: judged again a while later, when more of what is late has come.
create table keyledger.unusual_later (
  -- Empty: of what the principal read over all secrets.
  secret_id text collate "C" not null,
  principal_id text collate "C" not null,
  actor_kind text not null,
  day date not null,
  -- How often it was asked for, so that who judged it knows whether it was again meanwhile.
  asked integer not null default 1,
  primary key (secret_id, principal_id, actor_kind, day)
);

-- How a reader read a secret on a day: from where, with what, when. Made of the events; what its habits are told by.
create table keyledger.read_habit (
  secret_id text collate "C" not null,
  principal_id text collate "C" not null,
  actor_kind text not null,
  day date not null,
  traits jsonb not null,
  primary key (secret_id, principal_id, actor_kind, day)
);
create index read_habit_principal on keyledger.read_habit (principal_id, day);
create index read_habit_day on keyledger.read_habit (day);

-- One rule, reader and day is one row. Of several secrets at once it names none.
create table keyledger.unusual_read (
  id text collate "C" primary key,
  rule text not null,
  secret_id text collate "C",
  principal_id text collate "C" not null,
  actor_kind text not null,
  day date not null,
  first_at timestamptz(3) not null,
  last_at timestamptz(3) not null,
  count integer not null,
  reason text not null,
  facts jsonb not null,
  found_at timestamptz(3) not null
);
create index unusual_read_first on keyledger.unusual_read (first_at desc, id desc);
create index unusual_read_secret on keyledger.unusual_read (secret_id, first_at desc, id desc);
create index unusual_read_principal on keyledger.unusual_read (principal_id, day);
create index unusual_read_found on keyledger.unusual_read (found_at);

-- What was judged by: the settings, and of each scope the days before which enough was covered.
create table keyledger.unusual_state (
  about text collate "C" primary key,
  known jsonb not null
);

-- What is there already is looked at as if it came now, as far back as habits and verdicts go.
insert into keyledger.unusual_due (secret_id, principal_id, actor_kind, from_at, to_at)
select secret_id, principal_id, actor_kind, min(at), max(at) from keyledger.event
where secret_id is not null and action_class = 'read' and at > now() - interval '120 days'
group by secret_id, principal_id, actor_kind, (at at time zone 'UTC')::date;
