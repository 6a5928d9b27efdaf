-- What providers told of sessions that ended on their side: each token counts once, and a sign-in that was under way
-- when it came is ended by it. `jti`: a hash of the token's name.
create table keyledger.provider_logout (
  issuer text not null,
  jti text not null,
  -- Whose, which of their sessions, or both.
  subject text,
  sid text,
  -- By the provider's clock.
  issued_at timestamptz(3) not null,
  -- By ours: who left for the provider later is not meant.
  meant_until timestamptz(3) not null,
  primary key (issuer, jti),
  check (subject is not null or sid is not null)
);
create index provider_logout_meant on keyledger.provider_logout (meant_until);
-- A session may end when the ledger cannot be written; the entry is owed then. null: it is written, or there is none.
alter table keyledger.session add column owed_end jsonb;
create index session_owed on keyledger.session (revoked_at) where owed_end is not null;
