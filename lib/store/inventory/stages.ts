import 'server-only';
import { and, desc, eq, sql, type SQL } from 'drizzle-orm';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import { planStages, type Placed, type StageSpan } from '@/lib/domain/version-stages';
import type { Queryable } from '@/lib/store/connect';
import { secretTable, stageLookTable, stageSpanTable } from '@/lib/store/schema/secret';
import { toStorable } from '@/lib/store/storable';
import { toPredicate } from '@/lib/store/visibility/to-predicate';
import { LISTING_LAG } from './value-bounds';

/** Labels as one answer gave them: as they were at a moment between `from` and `by`. */
interface Look {
  labels: Readonly<Record<string, readonly string[]>>;
  from: Date;
  by: Date;
}

interface SoFar extends Record<string, unknown> {
  /** The moment of the last look. */
  last: Date | null;
  open: Placed[];
}

/** The caller holds the lock already: in a statement of its own, so that it reads what another look just wrote. */
async function readSoFar(tx: Queryable, secretId: string): Promise<SoFar> {
  const { rows } = await tx.execute<{ last: string | null; open: Placed[] }>(sql`
    select (select at from ${stageLookTable} where secret_id = ${secretId}) as last,
      coalesce((select json_agg(json_build_object('versionId', version_id, 'stage', stage)) from ${stageSpanTable}
        where secret_id = ${secretId} and until_by is null), '[]') as open`);
  const [{ last, open } = { last: null, open: [] }] = rows;
  return { last: last === null ? null : new Date(last), open };
}

/** A span as it is to be written: one that ends, or one that begins and may end at the next look already. */
interface Written extends Placed {
  since_after?: Date | null;
  since_by?: Date;
  until_after: Date | null;
  until_by: Date | null;
}

interface Plan {
  last: Date | null;
  ended: Written[];
  begun: Written[];
}

/** What looks tell, each after the one before; one that is not newer than the last tells nothing. */
function planLooks(soFar: SoFar, looks: readonly Look[]): Plan {
  let { last, open } = soFar;
  const plan: Plan = { last, ended: [], begun: [] };
  const isSame = (one: Placed, other: Placed): boolean =>
    one.versionId === other.versionId && one.stage === other.stage;
  for (const { labels, from, by } of looks) {
    if (last && last >= from) continue;
    const { begun, ended } = planStages(open, toStorable(labels));
    const until = { until_after: last, until_by: by };
    for (const placed of ended) {
      const mine = plan.begun.find((one) => one.until_by === null && isSame(one, placed));
      if (mine) Object.assign(mine, until);
      else plan.ended.push({ ...placed, ...until });
    }
    const since = { since_after: last, since_by: by, until_after: null, until_by: null };
    plan.begun.push(...begun.map((placed) => ({ ...placed, ...since })));
    open = [...open.filter((one) => !ended.some((placed) => isSame(one, placed))), ...begun];
    last = from;
  }
  return { ...plan, last };
}

const toRows = (written: readonly Written[]): SQL =>
  sql`jsonb_to_recordset(${JSON.stringify(written.map(({ versionId, ...rest }) => ({ version_id: versionId, ...rest })))}::jsonb)
    as n (version_id text, stage text, since_after timestamptz, since_by timestamptz, until_after timestamptz, until_by timestamptz)`;

async function writePlan(tx: Queryable, secretId: string, { last, ended, begun }: Plan): Promise<void> {
  await tx.execute(sql`
    with ended as (
      update ${stageSpanTable} o set until_after = n.until_after, until_by = n.until_by from ${toRows(ended)}
      where o.secret_id = ${secretId} and o.until_by is null and o.version_id = n.version_id and o.stage = n.stage
    ), begun as (
      insert into ${stageSpanTable} (secret_id, version_id, stage, since_after, since_by, until_after, until_by)
      select ${secretId}, n.version_id, n.stage, n.since_after, n.since_by, n.until_after, n.until_by from ${toRows(begun)}
    )
    insert into ${stageLookTable} (secret_id, at) values (${secretId}, ${last?.toISOString()}::timestamptz)
    on conflict (secret_id) do update set at = excluded.at`);
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
  const looks: Look[] = [{ labels, from: at, by: at }];
  if (said?.versionStages && said.observedAt < at) {
    const from = new Date(said.observedAt.getTime() - LISTING_LAG);
    looks.unshift({ labels: said.versionStages, from, by: said.observedAt });
  }
  const soFar = await readSoFar(tx, secretId);
  const plan = planLooks(soFar, looks);
  if (plan.last !== soFar.last) await writePlan(tx, secretId, plan);
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
