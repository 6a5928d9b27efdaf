-- What somebody said is nothing to act on. By the finding's key and not by its row: a day that is judged again writes the row
-- anew, and a finding that comes again is the same one.
create table keyledger.unusual_dismissal (
  finding_id text collate "C" primary key,
  -- Of the finding: kept as long as it.
  day date not null,
  -- Its events when it was dismissed, of which there may be more by now.
  count integer not null,
  reason text not null,
  dismissed_at timestamptz(3) not null,
  dismissed_by text not null
);
create index unusual_dismissal_day on keyledger.unusual_dismissal (day);
