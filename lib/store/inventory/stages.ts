import 'server-only';
import { and, desc, eq, isNull, or, type SQL } from 'drizzle-orm';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import { planStages, type Placed, type StageSpan } from '@/lib/domain/version-stages';
import type { Queryable } from '@/lib/store/connect';
import { secretTable, stageLookTable, stageSpanTable } from '@/lib/store/schema/secret';
import { toStorable } from '@/lib/store/storable';
import { toPredicate } from '@/lib/store/visibility/to-predicate';
import { LISTING_LAG } from './value-bounds';

const isOpen = (secretId: string): SQL | undefined =>
  and(eq(stageSpanTable.secretId, secretId), isNull(stageSpanTable.untilBy));

const isOne = ({ versionId, stage }: Placed): SQL | undefined =>
  and(eq(stageSpanTable.versionId, versionId), eq(stageSpanTable.stage, stage));

/** Labels as one answer gave them: as they were at a moment between `from` and `by`. */
interface Look {
  labels: Readonly<Record<string, readonly string[]>>;
  from: Date;
  by: Date;
}

async function noteLook(tx: Queryable, secretId: string, { labels, from, by }: Look): Promise<void> {
  const [last] = await tx.select().from(stageLookTable).where(eq(stageLookTable.secretId, secretId));
  if (last && last.at >= from) return;
  const open = await tx.select().from(stageSpanTable).where(isOpen(secretId));
  const { begun, ended } = planStages(open, toStorable(labels));
  if (ended.length > 0)
    await tx
      .update(stageSpanTable)
      .set({ untilAfter: last?.at, untilBy: by })
      .where(and(isOpen(secretId), or(...ended.map(isOne))));
  if (begun.length > 0)
    await tx
      .insert(stageSpanTable)
      .values(begun.map((placed) => ({ ...placed, secretId, sinceAfter: last?.at ?? null, sinceBy: by })));
  await tx
    .insert(stageLookTable)
    .values({ secretId, at: from })
    .onConflictDoUpdate({ target: stageLookTable.secretId, set: { at: from } });
}

/** What the inventory said of a secret's labels so far, which may be a listing's word. */
export type SaidSoFar = Pick<typeof secretTable.$inferSelect, 'versionStages' | 'observedAt'>;

/** Locks the secret's row, so that two looks come one after the other. */
export async function readSaidSoFar(tx: Queryable, id: string): Promise<SaidSoFar | undefined> {
  const { versionStages, observedAt } = secretTable;
  const [row] = await tx
    .select({ versionStages, observedAt })
    .from(secretTable)
    .where(eq(secretTable.id, id))
    .for('update');
  return row;
}

/**
 * Keeps what a look at a secret's labels at `at` tells of them over time, after what was said of them so far; a look
 * before the last one tells nothing. The caller holds the lock on the secret's row.
 */
export async function noteStages(
  tx: Queryable,
  secretId: string,
  labels: Look['labels'],
  at: Date,
  said: SaidSoFar | undefined,
): Promise<void> {
  if (said?.versionStages && said.observedAt < at) {
    const from = new Date(said.observedAt.getTime() - LISTING_LAG);
    await noteLook(tx, secretId, { labels: said.versionStages, from, by: said.observedAt });
  }
  await noteLook(tx, secretId, { labels, from: at, by: at });
}

export async function findStages(db: Queryable, sight: Sight, id: string, limit: number): Promise<StageSpan[]> {
  const { versionId, stage, sinceAfter, sinceBy, untilAfter, untilBy } = stageSpanTable;
  const rows = await db
    .select({ versionId, stage, sinceAfter, sinceBy, untilAfter, untilBy })
    .from(stageSpanTable)
    .innerJoin(secretTable, eq(secretTable.id, stageSpanTable.secretId))
    .where(and(eq(stageSpanTable.secretId, id), toPredicate(sight.inventory, secretTable)))
    .orderBy(desc(sinceBy), stage, versionId)
    .limit(limit);
  return rows.map((row) => ({
    versionId: row.versionId,
    stage: row.stage,
    since: { after: row.sinceAfter, by: row.sinceBy },
    until: row.untilAfter && row.untilBy && { after: row.untilAfter, by: row.untilBy },
  }));
}
