import 'server-only';
import { and, desc, eq, notInArray, sql } from 'drizzle-orm';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import type { SecretVersion } from '@/lib/domain/secret';
import type { Queryable } from '@/lib/store/connect';
import { secretTable, versionTable } from '@/lib/store/schema/secret';
import { toStorable } from '@/lib/store/storable';
import { toPredicate } from '@/lib/store/visibility/to-predicate';
import { noteStages } from './stages';

/** Replaces what is known by a newer answer; a secret that is not known, or an older answer, changes nothing. */
export async function applyVersions(
  db: Queryable,
  id: string,
  answer: readonly SecretVersion[],
  at: Date,
): Promise<void> {
  const versions = toStorable([...answer]);
  await db.transaction(async (tx) => {
    const [secret] = await tx
      .select({
        versionsAt: secretTable.versionsAt,
        versionStages: secretTable.versionStages,
        observedAt: secretTable.observedAt,
      })
      .from(secretTable)
      .where(eq(secretTable.id, id))
      .for('update');
    if (!secret || (secret.versionsAt && secret.versionsAt > at)) return;
    const named = versions.map(({ versionId }) => versionId);
    await tx
      .delete(versionTable)
      .where(
        and(eq(versionTable.secretId, id), named.length > 0 ? notInArray(versionTable.versionId, named) : undefined),
      );
    if (versions.length > 0)
      await tx
        .insert(versionTable)
        .values(versions.map((version) => ({ secretId: id, ...version })))
        .onConflictDoUpdate({
          target: [versionTable.secretId, versionTable.versionId],
          set: {
            stages: sql`excluded.stages`,
            createdAt: sql`excluded.created_at`,
            lastAccessedOn: sql`excluded.last_accessed_on`,
            kmsKeyIds: sql`excluded.kms_key_ids`,
          },
        });
    const labels = Object.fromEntries(versions.map(({ versionId, stages }) => [versionId, stages]));
    await noteStages(tx, [{ secretId: id, labels, at, said: secret }]);
    // CreatedDate of AWSCURRENT is the age of the value itself.
    const current = versions.find(({ stages }) => stages.includes('AWSCURRENT'))?.createdAt;
    const bounds = current ? { valueNotBefore: current, valueNotAfter: current } : {};
    await tx
      .update(secretTable)
      .set({ versionsAt: at, ...bounds })
      .where(eq(secretTable.id, id));
  });
}

/** null: not in sight, or never looked at. Newest first. */
export async function findVersions(
  db: Queryable,
  sight: Sight,
  id: string,
): Promise<{ versions: SecretVersion[]; asOf: Date } | null> {
  const [secret] = await db
    .select({ asOf: secretTable.versionsAt })
    .from(secretTable)
    .where(and(eq(secretTable.id, id), toPredicate(sight.inventory, secretTable)));
  if (!secret?.asOf) return null;
  const { versionId, stages, createdAt, lastAccessedOn, kmsKeyIds } = versionTable;
  const versions = await db
    .select({ versionId, stages, createdAt, lastAccessedOn, kmsKeyIds })
    .from(versionTable)
    .where(eq(versionTable.secretId, id))
    .orderBy(sql`${desc(versionTable.createdAt)} nulls last`, versionTable.versionId);
  return { versions, asOf: secret.asOf };
}
