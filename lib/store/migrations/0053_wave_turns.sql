-- A wave that a restore brought back says so until somebody goes on with it; failures are counted without a clock.
alter table keyledger.wave add column restored_at timestamptz(3);
alter table keyledger.wave_item
  -- It failed before the wave was last resumed, which does not stop it again.
  add column forgiven boolean not null default false,
  -- How often it was given back with nothing begun.
  add column tries integer not null default 0;
comment on column keyledger.wave.counts_from is 'Since when it goes on as whoever started or last resumed it.';
