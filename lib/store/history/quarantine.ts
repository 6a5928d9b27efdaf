import 'server-only';
import { createHash } from 'node:crypto';
import type { AccessEvent, Normalised, QuarantinedRecord } from '@/lib/domain/event-record';
import type { Queryable } from '@/lib/store/connect';
import { quarantineTable } from '@/lib/store/schema/event';
import { toStorable } from '@/lib/store/storable';
import { toCanonicalJson } from '@/lib/domain/canonical-json';

const DAY = 86_400_000;
/** CloudTrail's first year. */
const FIRST = Date.UTC(2013, 0, 1);

/** Every record is one or the other; a time that no partition should be made for is a mistake in the record. */
export function divide(records: readonly Normalised[], now: Date) {
  const events: AccessEvent[] = [];
  const quarantined: QuarantinedRecord[] = [];
  for (const record of records) {
    if (!record.ok) quarantined.push(record.quarantined);
    else if (record.event.at.getTime() >= FIRST && record.event.at.getTime() <= now.getTime() + DAY)
      events.push(toStorable(record.event));
    else quarantined.push({ reason: 'its time is before CloudTrail or in the future', raw: record.event.raw });
  }
  return { events, quarantined };
}

/** Keeps each record once, however often a poll brings it; says how many are new. */
export async function keepQuarantined(
  tx: Queryable,
  scopeId: string,
  records: readonly QuarantinedRecord[],
  at: Date,
): Promise<number> {
  if (records.length === 0) return 0;
  const rows = records.map((record) => {
    const { reason, raw } = toStorable(record);
    const digest = createHash('sha256')
      .update(toCanonicalJson([reason, raw]))
      .digest('base64url');
    return { scopeId, digest, reason, raw: raw ?? null, at };
  });
  const kept = await tx
    .insert(quarantineTable)
    .values(rows)
    .onConflictDoNothing()
    .returning({ at: quarantineTable.at });
  return kept.length;
}
