import 'server-only';
import { asc, getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { Queryable } from '@/lib/store/connect';
import { secretTable } from '@/lib/store/schema/secret';
import { isOneOf } from '@/lib/store/visibility/to-predicate';
import { findReturned } from './find-returned';
import { planWrite, type Known, type Observation, type Origin, type PlannedWrite } from './plan-write';
import { tightenValueBounds } from './tighten-value-bounds';

/** So that a statement stays far below PostgreSQL's 65,535 parameters, and one parameter small. */
const BATCH = 500;

async function lockKnown(tx: Queryable, ids: readonly string[]): Promise<Map<string, Known>> {
  const { id, digest, observedAt, describedAt, createdAt, lastChangedAt } = secretTable;
  const { versionStages, replicas, valueNotBefore, valueNotAfter, removedAt } = secretTable;
  const timing = { observedAt, describedAt, createdAt, lastChangedAt, valueNotBefore, valueNotAfter, removedAt };
  const rows = await tx
    .select({ id, digest, versionStages, replicas, ...timing })
    .from(secretTable)
    .where(isOneOf(id, ids))
    // One order for every writer, so that two of them wait for each other and never in a ring.
    .orderBy(asc(id))
    .for('update');
  return new Map(rows.map((row) => [row.id, row]));
}

const COLUMNS = Object.entries(getTableColumns(secretTable)).map(([property, { name }]) => ({ property, name }));
const NAMES = sql.join(
  COLUMNS.map(({ name }) => sql.identifier(name)),
  sql`, `,
);

/** What an upsert sets: all that an observation tells; `deletion_ends_at` and `versions_at` have other sources. */
function toUpdate(origin: Origin): SQL {
  const kept = ['id', 'deletionEndsAt', 'versionsAt', ...(origin.listing ? [] : ['listingId'])];
  const names = COLUMNS.filter(({ property }) => !kept.includes(property)).map(({ name }) => sql.identifier(name));
  return sql.join(
    names.map((name) => sql`${name} = excluded.${name}`),
    sql`, `,
  );
}

/** A record as PostgreSQL reads one from JSON: by the columns' names, dates as ISO texts. */
function toRow(record: PlannedWrite['record']): Record<string, unknown> {
  const values: Record<string, unknown> = { ...record };
  return Object.fromEntries(COLUMNS.map(({ property, name }) => [name, values[property] ?? null]));
}

/** Nothing new but that it was seen again: no index is touched, which is most of a listing's work. */
async function noteSeen(tx: Queryable, listingId: string, ids: readonly string[], seen: Date | null): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(secretTable)
    .set({ listingId, ...(seen && { observedAt: seen }) })
    .where(isOneOf(secretTable.id, ids));
}

/** All rows as one parameter: to number 4,800 of them takes longer than to write what they hold. */
async function writeWhole(tx: Queryable, origin: Origin, records: PlannedWrite['record'][]): Promise<void> {
  if (records.length === 0) return;
  const rows = JSON.stringify(records.map(toRow));
  await tx.execute(sql`insert into ${secretTable} (${NAMES})
    select ${NAMES} from json_populate_recordset(null::keyledger.secret, ${rows}::json)
    on conflict (id) do update set ${toUpdate(origin)} where ${secretTable.observedAt} <= excluded.observed_at`);
}

async function writeBatch(tx: Queryable, origin: Origin, observations: readonly Observation[]) {
  const idsOf = (some: readonly { id: string }[]) => some.map(({ id }) => id);
  const records = observations.map(({ record }) => record);
  const known = await lockKnown(tx, idsOf(records));
  const returned = await findReturned(tx, observations, known);
  const planned = observations.map((one) =>
    planWrite(one, origin, known.get(one.record.id) ?? null, returned.has(one.record.id)),
  );
  const writes = planned.filter((plan) => plan !== null);
  const { listing } = origin;
  const isWhole = (plan: PlannedWrite) => !listing || plan.change !== 'same';
  await writeWhole(
    tx,
    origin,
    writes.filter(isWhole).map(({ record }) => record),
  );
  if (listing) {
    const again = writes.filter((plan) => !isWhole(plan)).map(({ record }) => record);
    for (const [seen, alike] of Map.groupBy(again, ({ observedAt }) => observedAt.getTime()))
      await noteSeen(tx, listing.id, idsOf(alike), new Date(seen));
    const outdated = records.filter((_, index) => planned[index] === null);
    await noteSeen(tx, listing.id, idsOf(outdated), null);
  }
  // What a first listing adds has no events yet: they look for their secrets when they come.
  const isNews = ({ change }: PlannedWrite): boolean => change === 'updated' || (change === 'added' && !listing);
  await tightenValueBounds(tx, idsOf(writes.filter(isNews).map(({ record }) => record)));
  const addedIds = idsOf(writes.filter(({ change }) => change === 'added').map(({ record }) => record));
  return { addedIds, updated: writes.filter(({ change }) => change === 'updated').length };
}

/** Adds and updates, never removes; a secret that is named twice counts as its latest observation. */
export async function writeSecrets(
  tx: Queryable,
  origin: Origin,
  observations: readonly Observation[],
): Promise<{ added: number; updated: number; addedIds: readonly string[] }> {
  const latest = new Map<string, Observation>();
  for (const one of observations) {
    const { id, observedAt } = one.record;
    const other = latest.get(id);
    if (!other || other.record.observedAt <= observedAt) latest.set(id, one);
  }
  const ordered = [...latest.values()].toSorted((left, right) => (left.record.id < right.record.id ? -1 : 1));
  const sum = { updated: 0 };
  const addedIds: string[] = [];
  for (let at = 0; at < ordered.length; at += BATCH) {
    const written = await writeBatch(tx, origin, ordered.slice(at, at + BATCH));
    addedIds.push(...written.addedIds);
    sum.updated += written.updated;
  }
  return { ...sum, added: addedIds.length, addedIds };
}
