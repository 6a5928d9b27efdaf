import 'server-only';

/** What is made of the rest: who did what by day and how much each secret was read are in no backup, names and first reads not in one of an older schema. */
export const MADE_OF_THE_REST = `
  insert into keyledger.actor_name select distinct principal_id, coalesce(person, workload)
  from keyledger.event where coalesce(person, workload) is not null on conflict do nothing;
  insert into keyledger.actor_day
  select day, principal_id, actor_kind, action_class, outcome, sum(events) from (
    select (at at time zone 'UTC')::date as day, principal_id, actor_kind, action_class, outcome, count(*) as events
    from keyledger.event group by 1, 2, 3, 4, 5
    union all select day, principal_id, actor_kind, action_class, outcome, events from keyledger.event_day
  ) e group by 1, 2, 3, 4, 5;
  insert into keyledger.secret_day
  select day, secret_id, actor_kind, sum(reads), sum(denied) from keyledger.read_day group by 1, 2, 3;
  insert into keyledger.first_read (secret_id, principal_id, actor_kind, at)
  select distinct on (secret_id, principal_id) secret_id, principal_id, actor_kind, at from keyledger.event
  where secret_id is not null and action_class = 'read' and outcome = 'success'
  order by secret_id, principal_id, at on conflict do nothing`;

/** Habits and what is unusual are found anew, from the events. */
export const TO_JUDGE = `
  insert into keyledger.unusual_due (secret_id, principal_id, actor_kind, from_at, to_at)
  select secret_id, principal_id, actor_kind, min(at), max(at) from keyledger.event
  where secret_id is not null and action_class = 'read' and at > now() - interval '120 days'
  group by secret_id, principal_id, actor_kind, (at at time zone 'UTC')::date`;

/** Which times the events are known of follows from the coverage; a backup of an older schema does not tell. */
export const EVENTS_COVERED = `
  update keyledger.scope sc set events_covered = coalesce((select range_agg(tstzrange(c.from_at, c.to_at, '[]'))
    from keyledger.coverage c where c.scope_id = sc.id and c.source <> 'athena'), '{}')`;

/** Which annotation holds of which secret follows from both. */
export const NEAREST_ANNOTATIONS = `
  insert into keyledger.secret_annotation (secret_id, owner_from, note_from, runbook_from)
  select secret_id, owner_from, note_from, runbook_from from keyledger.nearest_annotation`;

/** Which files of a day are in is in no backup: one that was not done is looked into as if it never was. */
export const DAYS_LEFT = 'delete from keyledger.trail_day where not done';
