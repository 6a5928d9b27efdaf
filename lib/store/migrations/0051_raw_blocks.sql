-- Records of reads as they came, many to a block: alone each is larger than everything else that is kept of it. Those
-- of changes stay with their event, since statements look into them.
create table keyledger.raw_block (
  id bigint primary key,
  -- Of its records, the earliest and the latest.
  from_at timestamptz(3) not null,
  to_at timestamptz(3) not null,
  -- A JSON array of records, by zstd.
  body bytea not null
);
alter table keyledger.raw_block alter column body set storage external;
create index raw_block_end on keyledger.raw_block (to_at);

alter table keyledger.event
  alter column raw drop not null,
  add column raw_block bigint,
  -- In the block's array.
  add column raw_place smallint;
alter table keyledger.event add constraint event_has_raw
  check (raw is not null or raw_block is not null and raw_place is not null) not valid;
