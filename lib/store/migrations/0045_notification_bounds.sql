-- Who was refused what is walked from one to the next, and not event by event: a program that asks every second is one entry
-- to look at. Few of all reads are refused.
create index event_refused on keyledger.event (secret_id, principal_id, at) include (actor_kind)
  where action_class = 'read' and outcome <> 'success';

-- What waits and what was given up is counted at every look at Settings; what arrived, the most of it, is not in the way.
create index notification_unsent on keyledger.notification (channel, state)
  where state <> 'sent' and occasion <> 'test';

-- The newest few of each channel, of either kind.
drop index keyledger.notification_troubled;
create index notification_troubled on keyledger.notification (channel, made_at desc)
  where problem is not null and occasion <> 'test';
create index notification_test on keyledger.notification (channel, made_at desc) where occasion = 'test';
