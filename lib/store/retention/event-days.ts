import 'server-only';
import { sql, type SQL } from 'drizzle-orm';

/** What tells one row of `event_day` from another on its day. */
const KEY = sql`md5(jsonb_build_array(event_name, action_class, outcome, principal_id, actor_kind, ref_kind, ref_arn,
  ref_account_id, ref_region, ref_name, shared_event_id, secret_id)::text)::uuid`;

const COLUMNS = sql`scope_id, day, event_name, action_class, outcome, principal_id, actor_kind, ref_kind, ref_arn,
  ref_account_id, ref_region, ref_name, shared_event_id, secret_id`;

/** What it names may turn out to mean another secret than is known now: an ARN whose secret is known does not. */
const unlessKnown = (column: SQL): SQL =>
  sql`case when secret_id is null or ref_kind is distinct from 'arn' then ${column} end as ${column}`;

/** Rows of `gone` that are alike, as one: events, or days of which some are another secret's by now. */
export const alike = (events: SQL, firstAt: SQL, lastAt: SQL): SQL => sql`
  select scope_id, day, event_name, action_class, outcome, principal_id, actor_kind, ref_kind, ${unlessKnown(sql`ref_arn`)},
    ${unlessKnown(sql`ref_account_id`)}, ${unlessKnown(sql`ref_region`)}, ${unlessKnown(sql`ref_name`)},
    shared_event_id, secret_id, ${events} as events, min(${firstAt}) as first_at, max(${lastAt}) as last_at
  from gone group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14`;

/** Keeps the rows of `alike`; what is there already is more of the same. In the order of the key, so that two never wait in a ring. */
export const KEPT = sql`
  insert into keyledger.event_day as d (${COLUMNS}, key, events, first_at, last_at)
  select ${COLUMNS}, ${KEY} as key, events, first_at, last_at from alike order by scope_id, day, key
  on conflict (scope_id, day, key) do update set events = d.events + excluded.events,
    first_at = least(d.first_at, excluded.first_at), last_at = greatest(d.last_at, excluded.last_at)`;
