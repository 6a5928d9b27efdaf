-- Writes of values by the version that they made: the age of a value without a question to AWS.
create index event_value on keyledger.event (secret_id, version_id)
  where event_name in ('CreateSecret', 'PutSecretValue', 'UpdateSecret') and outcome = 'success';
-- Secrets whose versions AWS would not tell; asked again then.
create table keyledger.version_refusal (
  secret_id text collate "C" primary key,
  next_at timestamptz(3) not null
);
