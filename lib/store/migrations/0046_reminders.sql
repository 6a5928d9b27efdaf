-- When the value of a secret that AWS does not rotate is to be replaced by hand: at most one of a secret.
create table keyledger.reminder (
  secret_id text collate "C" primary key,
  due_on date not null,
  -- null: once.
  every_days integer check (every_days between 1 and 3650),
  note text,
  -- Another one with every change: who changes it says which one they saw.
  revision text not null,
  changed_at timestamptz(3) not null,
  changed_by text not null
);
create index reminder_due on keyledger.reminder (due_on, secret_id);

create table keyledger.reminder_done (
  id text collate "C" primary key,
  secret_id text collate "C" not null,
  due_on date not null,
  done_at timestamptz(3) not null,
  done_by text not null,
  note text
);
create index reminder_done_of on keyledger.reminder_done (secret_id, done_at desc);
