-- API tokens. The token itself is kept nowhere; `digest` is the SHA-256 of its text.
create table keyledger.token (
  id text collate "C" primary key,
  digest text not null,
  name text not null,
  permissions text[] not null check (cardinality(permissions) > 0),
  -- Where it holds, any of them; none: wherever its person may.
  places jsonb not null,
  -- Whose it is, as their provider last told.
  issuer text not null,
  subject text not null,
  person_name text not null,
  email text,
  persona text,
  groups text[] not null,
  claims jsonb not null,
  created_at timestamptz(3) not null,
  last_used_at timestamptz(3),
  last_address text,
  expires_at timestamptz(3) not null check (expires_at > created_at and expires_at <= created_at + interval '8760 hours'),
  ended_at timestamptz(3),
  ended_by text,
  check (not permissions && array['secret.reveal', 'token.manage', 'session.end'])
);
create index token_person on keyledger.token (issuer, subject);
create index token_created on keyledger.token (created_at desc);
