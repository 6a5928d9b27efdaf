import 'server-only';
import { sql } from 'drizzle-orm';
import { toRotationEvent } from '@/lib/domain/event/to-rotation-event';
import { toObservedRuns, type ToldRotation } from '@/lib/domain/rotation/observed-run';
import type { Queryable } from '@/lib/store/connect';
import { toStorable } from '@/lib/store/storable';
import type { Inserted } from './insert-events';

/**
 * Makes runs of rotations that were begun elsewhere, and moves those that are there on. Nothing is told of a run of ours, which
 * is followed to its own end. Records come in any order: the newest event of a run says how it stands.
 */
export async function keepObservedRuns(tx: Queryable, told: readonly ToldRotation[], at: Date): Promise<void> {
  const runs = toObservedRuns(told, at);
  if (runs.length === 0) return;
  await tx.execute(sql`
    insert into keyledger.rotation_run as r
      (id, secret_id, arn, scope_id, state, step, message, started_at, updated_at, ended_at, told_at)
    select n.id, s.id, s.arn, s.scope_id, n.state, n.step, n.message, n."startedAt", n."toldAt", n."endedAt", n."toldAt"
    from jsonb_to_recordset(${JSON.stringify(toStorable(runs))}::jsonb) as n (id text, "secretId" text, state text, step text,
      message text, "startedAt" timestamptz, "endedAt" timestamptz, "toldAt" timestamptz)
    join keyledger.secret s on s.id = n."secretId"
    order by n.id
    on conflict (id) do update set
      started_at = least(r.started_at, excluded.started_at),
      state = case when ${IS_NEWER} then excluded.state else r.state end,
      step = case when ${IS_NEWER} then excluded.step else r.step end,
      message = case when ${IS_NEWER} then excluded.message else r.message end,
      ended_at = case when ${IS_NEWER} then excluded.ended_at else r.ended_at end,
      updated_at = greatest(r.updated_at, excluded.updated_at),
      told_at = greatest(r.told_at, excluded.told_at)
    where r.started_by is null and r.secret_id = excluded.secret_id`);
}

/** Of one second, an end: toObservedRuns has the same order. What its labels showed to have succeeded stays so. */
const IS_NEWER = sql`((excluded.told_at > r.told_at or excluded.told_at = r.told_at and excluded.ended_at is not null and excluded.state <> 'unknown')
  and (r.state <> 'succeeded' or excluded.state = 'succeeded'))`;

/** See above, of events that have just been written. */
export const observeRuns = (tx: Queryable, inserted: readonly Inserted[], at: Date): Promise<void> =>
  keepObservedRuns(
    tx,
    inserted.flatMap(({ event, secretId }) => {
      const rotation = event.actionClass === 'rotation' && secretId !== null ? toRotationEvent(event) : null;
      return rotation && secretId !== null ? [{ secretId, event: rotation }] : [];
    }),
    at,
  );
