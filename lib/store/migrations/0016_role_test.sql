-- What the last test saw of the roles of a scope: verdicts and words, no value and no answer of AWS.
create table keyledger.role_test (
  scope_id text collate "C" primary key,
  at timestamptz(3) not null,
  by text not null,
  roles jsonb not null
);
