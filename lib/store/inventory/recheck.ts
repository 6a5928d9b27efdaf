import 'server-only';
import { and, asc, isNull, lte, sql } from 'drizzle-orm';
import type { DecidedSecret } from '@/lib/domain/decided-secret';
import type { RotationVerdict } from '@/lib/domain/rotation-state';
import type { Queryable } from '@/lib/store/connect';
import { secretTable } from '@/lib/store/schema/secret';
import { toStorable } from '@/lib/store/storable';
import { toDecidedSecret } from './to-secret-record';

/** New rotation events put a secret here too, by moving its time to now. */
export async function listDueForRecheck(db: Queryable, now: Date, limit: number): Promise<DecidedSecret[]> {
  const rows = await db
    .select()
    .from(secretTable)
    .where(and(isNull(secretTable.removedAt), lte(secretTable.rotationRecheckAt, now)))
    .orderBy(asc(secretTable.rotationRecheckAt), asc(secretTable.id))
    .limit(limit);
  return rows.map(toDecidedSecret);
}

/** Without its digest a row is written whole by the next listing, whatever that says of it. */
export async function applyVerdicts(
  db: Queryable,
  verdicts: readonly { id: string; rotation: RotationVerdict }[],
): Promise<void> {
  if (verdicts.length === 0) return;
  const rows = verdicts
    .map(({ id, rotation }) => ({ id, ...rotation }))
    .toSorted((left, right) => (left.id < right.id ? -1 : 1));
  await db.execute(sql`
    update keyledger.secret s set rotation_state = v.state, rotation_reason = v.reason, rotation_since = v.since,
      rotation_step = v.step, rotation_recheck_at = v."recheckAt", digest = ''
    from jsonb_to_recordset(${JSON.stringify(toStorable(rows))}::jsonb)
      as v (id text, state text, reason text, since timestamptz, step text, "recheckAt" timestamptz)
    where s.id = v.id`);
}
