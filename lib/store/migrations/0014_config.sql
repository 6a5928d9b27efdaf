-- Every configuration file that was ever in force over all processes; the last one is. Never a secret.
create table keyledger.config_version (
  seq bigint primary key check (seq > 0),
  digest text collate "C" not null,
  content json not null,
  lines json not null,
  source text not null,
  since timestamptz(3) not null
);
create index config_version_digest on keyledger.config_version (digest);

-- What each process says of its own file.
create table keyledger.config_report (
  replica text primary key,
  place text not null,
  digest text collate "C" not null,
  mistakes text[] not null,
  seen_at timestamptz(3) not null
);
