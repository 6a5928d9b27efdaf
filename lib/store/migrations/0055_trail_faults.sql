-- What keeps files of a day from being read that somebody may mend: the scope's, until the day is done.
alter table keyledger.trail_day add column problem jsonb;
-- Whether CloudTrail signed for what was taken; null: not known. And of what is broken the size and ETag: only that stays so.
alter table keyledger.trail_file add column vouched boolean, add column listed text;
