-- What one person began or was refused within the last hour.
create index ledger_recent on keyledger.ledger ((actor ->> 'id'), action, phase, at) where phase in ('asked', 'noted');
create index ledger_refused on keyledger.ledger ((actor ->> 'id'), at) where phase = 'refused';

-- A backup from before has none: what it counted is due.
alter table keyledger.refusal_fold add column closes_at timestamptz(3) not null default now();
