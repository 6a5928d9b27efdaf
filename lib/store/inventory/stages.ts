import 'server-only';
import { and, asc, desc, eq, sql, type SQL } from 'drizzle-orm';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import { planStages, type Placed, type StageSpan } from '@/lib/domain/version-stages';
import type { Queryable } from '@/lib/store/connect';
import { secretTable, stageLookTable, stageSpanTable } from '@/lib/store/schema/secret';
import { toStorable } from '@/lib/store/storable';
import { isOneOf, textArray, toPredicate } from '@/lib/store/visibility/to-predicate';
import { LISTING_LAG } from './value-bounds';

/** Labels as one answer gave them: as they were at a moment between `from` and `by`. */
interface Look {
  labels: Readonly<Record<string, readonly string[]>>;
  from: Date;
  by: Date;
}

interface SoFar {
  /** The moment of the last look. */
  last: Date | null;
  open: Placed[];
}

/** The caller holds their locks already: in a statement of its own, so that it reads what another look just wrote. */
async function readSoFar(tx: Queryable, secretIds: readonly string[]): Promise<Map<string, SoFar>> {
  const { rows } = await tx.execute<{ id: string; last: string | null; open: Placed[] }>(sql`
    select k.id, (select at from ${stageLookTable} where secret_id = k.id) as last,
      coalesce((select json_agg(json_build_object('versionId', version_id, 'stage', stage)) from ${stageSpanTable}
        where secret_id = k.id and until_by is null), '[]') as open
    from unnest(${textArray(secretIds)}) as k(id)`);
  return new Map(rows.map(({ id, last, open }) => [id, { last: last === null ? null : new Date(last), open }]));
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

const toRows = (plans: readonly PlanOf[], which: 'ended' | 'begun'): SQL => {
  const rows = plans.flatMap(({ secretId, plan }) =>
    plan[which].map(({ versionId, ...rest }) => ({ secret_id: secretId, version_id: versionId, ...rest })),
  );
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (secret_id text, version_id text, stage text,
    since_after timestamptz, since_by timestamptz, until_after timestamptz, until_by timestamptz)`;
};

interface PlanOf {
  secretId: string;
  plan: Plan;
}

async function writePlans(tx: Queryable, plans: readonly PlanOf[]): Promise<void> {
  if (plans.length === 0) return;
  const lasts = plans.map(({ secretId, plan }) => ({ secret_id: secretId, at: plan.last }));
  // Before what begins, and by a statement of its own: a label may end and begin again by one look, and be open only once.
  await tx.execute(sql`
    update ${stageSpanTable} o set until_after = n.until_after, until_by = n.until_by from ${toRows(plans, 'ended')}
    where o.secret_id = n.secret_id and o.until_by is null and o.version_id = n.version_id and o.stage = n.stage`);
  await tx.execute(sql`
    with begun as (
      insert into ${stageSpanTable} (secret_id, version_id, stage, since_after, since_by, until_after, until_by)
      select n.secret_id, n.version_id, n.stage, n.since_after, n.since_by, n.until_after, n.until_by from ${toRows(plans, 'begun')}
    )
    insert into ${stageLookTable} (secret_id, at)
    select n.secret_id, n.at from jsonb_to_recordset(${JSON.stringify(lasts)}::jsonb) as n (secret_id text, at timestamptz)
    on conflict (secret_id) do update set at = excluded.at`);
}

/** What the inventory said of a secret's labels so far, which may be a listing's word. */
export type SaidSoFar = Pick<typeof secretTable.$inferSelect, 'versionStages' | 'observedAt'>;

/** Locks the secrets' rows, so that two looks come one after the other. */
export async function readSaidSoFar(tx: Queryable, ids: readonly string[]): Promise<Map<string, SaidSoFar>> {
  const { id, versionStages, observedAt } = secretTable;
  const rows = await tx
    .select({ id, versionStages, observedAt })
    .from(secretTable)
    .where(isOneOf(id, ids))
    // As every writer does, so that none waits in a ring.
    .orderBy(asc(id))
    .for('update');
  return new Map(rows.map(({ id: known, ...said }) => [known, said]));
}

/** A look at a secret's labels at a moment, and what was said of them so far. */
export interface StagesLook {
  secretId: string;
  labels: Look['labels'];
  at: Date;
  said: SaidSoFar | undefined;
}

/**
 * Keeps what looks tell of labels over time, of each secret after what was said of it so far; a look before the last one
 * tells nothing. Each secret once; the caller holds the locks on their rows.
 */
export async function noteStages(tx: Queryable, noted: readonly StagesLook[]): Promise<void> {
  if (noted.length === 0) return;
  const known = await readSoFar(
    tx,
    noted.map(({ secretId }) => secretId),
  );
  const plans = noted.flatMap(({ secretId, labels, at, said }) => {
    const looks: Look[] = [{ labels, from: at, by: at }];
    if (said?.versionStages && said.observedAt < at) {
      const from = new Date(said.observedAt.getTime() - LISTING_LAG);
      looks.unshift({ labels: said.versionStages, from, by: said.observedAt });
    }
    const soFar = known.get(secretId) ?? { last: null, open: [] };
    const plan = planLooks(soFar, looks);
    return plan.last === soFar.last ? [] : [{ secretId, plan }];
  });
  await writePlans(tx, plans);
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
