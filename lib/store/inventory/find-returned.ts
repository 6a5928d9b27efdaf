import 'server-only';
import { sql } from 'drizzle-orm';
import type { Queryable } from '@/lib/store/connect';
import { stageSpanTable, versionTable } from '@/lib/store/schema/secret';
import type { Known, Observation } from './plan-write';
import { findNewcomer } from './value-bounds';

/**
 * The secrets whose current version had no label at the last look and was seen before all the same: in a look at the
 * versions, or under a label that it lost since.
 */
export async function findReturned(
  tx: Queryable,
  observations: readonly Observation[],
  known: ReadonlyMap<string, Known>,
): Promise<ReadonlySet<string>> {
  const newcomers = observations.flatMap(({ record: { id, versionStages = null } }) => {
    const before = known.get(id);
    const version = before ? findNewcomer({ versionStages }, before) : null;
    return version === null ? [] : [{ id, version }];
  });
  if (newcomers.length === 0) return new Set();
  const { rows } = await tx.execute<{ id: string }>(sql`
    select n.id from jsonb_to_recordset(${JSON.stringify(newcomers)}::jsonb) as n (id text, version text)
    where exists (select from ${versionTable} v where v.secret_id = n.id and v.version_id = n.version)
      or exists (select from ${stageSpanTable} p where p.secret_id = n.id and p.version_id = n.version)`);
  return new Set(rows.map(({ id }) => id));
}
