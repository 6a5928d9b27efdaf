import 'server-only';
import { and, desc, eq, isNull, or, type SQL } from 'drizzle-orm';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import { planStages, type Placed, type StageSpan } from '@/lib/domain/version-stages';
import type { Queryable } from '@/lib/store/connect';
import { secretTable, stageLookTable, stageSpanTable } from '@/lib/store/schema/secret';
import { toStorable } from '@/lib/store/storable';
import { toPredicate } from '@/lib/store/visibility/to-predicate';

const isOpen = (secretId: string): SQL | undefined =>
  and(eq(stageSpanTable.secretId, secretId), isNull(stageSpanTable.untilBy));

const isOne = ({ versionId, stage }: Placed): SQL | undefined =>
  and(eq(stageSpanTable.versionId, versionId), eq(stageSpanTable.stage, stage));

/**
 * Keeps what a look at a secret's labels tells of them over time; a look before the last one tells nothing.
 * The caller holds the lock on the secret's row, so that two looks come one after the other.
 */
export async function noteStages(
  tx: Queryable,
  secretId: string,
  labels: Readonly<Record<string, readonly string[]>>,
  at: Date,
): Promise<void> {
  const [look] = await tx.select().from(stageLookTable).where(eq(stageLookTable.secretId, secretId));
  if (look && look.at >= at) return;
  const open = await tx.select().from(stageSpanTable).where(isOpen(secretId));
  const { begun, ended } = planStages(open, toStorable(labels));
  if (ended.length > 0)
    await tx
      .update(stageSpanTable)
      .set({ untilAfter: look?.at, untilBy: at })
      .where(and(isOpen(secretId), or(...ended.map(isOne))));
  if (begun.length > 0)
    await tx
      .insert(stageSpanTable)
      .values(begun.map((placed) => ({ ...placed, secretId, sinceAfter: look?.at ?? null, sinceBy: at })));
  await tx
    .insert(stageLookTable)
    .values({ secretId, at })
    .onConflictDoUpdate({ target: stageLookTable.secretId, set: { at } });
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
