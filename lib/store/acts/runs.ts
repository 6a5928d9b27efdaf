import 'server-only';
import { and, asc, desc, eq, getTableColumns, inArray, isNotNull, ne, sql, type SQL } from 'drizzle-orm';
import { seesEverything, type Visibility } from '@/lib/domain/grant';
import type { RunQuery, RunStore } from '@/lib/domain/ports/act-stores';
import type { NamedRun, RotationRun } from '@/lib/domain/run';
import type { Queryable } from '@/lib/store/connect';
import { runTable } from '@/lib/store/schema/act';
import { secretTable } from '@/lib/store/schema/secret';
import { toStorable } from '@/lib/store/storable';
import { isOneOf, toPredicate } from '@/lib/store/visibility/to-predicate';

/** Without what the worker keeps for itself. */
const { adoptionDueAt: _, ...RUN } = getTableColumns(runTable);

const isActive = inArray(runTable.state, ['started', 'running']);
const isOurs = isNotNull(runTable.startedBy);
/** Ended, and not known to have succeeded. */
const hasFailed = and(isOurs, inArray(runTable.state, ['failed', 'abandoned', 'hung', 'unknown']));

/** Of what AWS rotates by itself nobody here waits for the readers. */
const whereOurs = (at: Date): SQL => sql`case when ${isOurs} then ${at.toISOString()}::timestamptz end`;

const sees = (visibility: Visibility): SQL =>
  seesEverything(visibility)
    ? sql`(${secretTable.id} is null or ${toPredicate(visibility, secretTable)})`
    : sql`(${secretTable.id} is not null and ${toPredicate(visibility, secretTable)})`;

/** Runs with the secret that visibility looks at. */
async function select(db: Queryable, where: SQL | undefined, limit: number): Promise<NamedRun[]> {
  const rows = await db
    .select({ run: RUN, secretName: secretTable.name, environment: secretTable.environment })
    .from(runTable)
    .leftJoin(secretTable, eq(secretTable.id, runTable.secretId))
    .where(where)
    .orderBy(desc(runTable.startedAt), desc(runTable.id))
    .limit(limit);
  return rows.map(({ run, ...secret }) => ({ ...run, ...secret }));
}

const oneOf = (column: Parameters<typeof isOneOf>[0], values: readonly string[] | undefined): SQL | undefined =>
  values?.length ? isOneOf(column, values) : undefined;

const matches = ({
  secretId,
  active,
  ours,
  state,
  env,
  account,
  service,
  before,
}: Omit<RunQuery, 'limit'>): SQL | undefined =>
  and(
    secretId === undefined ? undefined : eq(runTable.secretId, secretId),
    active === undefined ? undefined : sql`${isActive} = ${active}`,
    ours ? isOurs : undefined,
    oneOf(runTable.state, state),
    oneOf(secretTable.environment, env),
    oneOf(secretTable.accountId, account),
    oneOf(secretTable.service, service),
    before
      ? sql`(${runTable.startedAt}, ${runTable.id}) < (${before.startedAt.toISOString()}::timestamptz, ${before.id})`
      : undefined,
  );

/** All of them, or false: a token or a secret has a run already, and what was inserted of the others is the caller's to take back. */
export async function insertRuns(db: Queryable, runs: readonly RotationRun[]): Promise<boolean> {
  if (runs.length === 0) return true;
  // No target: the token and the one active run of a secret are both unique.
  const created = await db
    .insert(runTable)
    .values(runs.map(toStorable))
    .onConflictDoNothing()
    .returning({ id: runTable.id });
  return created.length === runs.length;
}

export const createRunStore = (db: Queryable): RunStore => ({
  create: (run) => insertRuns(db, [run]),
  async update(id, change) {
    const { state, step, message, updatedAt, endedAt } = toStorable(change);
    const backwards = state === 'started' ? ne(runTable.state, 'running') : undefined;
    await db
      .update(runTable)
      .set({
        state,
        step,
        message,
        endedAt,
        // Whether its readers have fetched what it made is looked at from then on.
        adoptionDueAt: state === 'succeeded' && endedAt ? whereOurs(endedAt) : undefined,
        updatedAt: updatedAt && sql`greatest(${runTable.updatedAt}, ${updatedAt.toISOString()}::timestamptz)`,
      })
      .where(and(eq(runTable.id, id), isActive, backwards));
  },
  async find(visibility, id) {
    const [run] = await select(db, and(eq(runTable.id, id), sees(visibility)), 1);
    return run ?? null;
  },
  list: (visibility, { limit, ...query }) => select(db, and(sees(visibility), matches(query)), limit),
  async activeOf(secretIds) {
    const rows = await db
      .select(RUN)
      .from(runTable)
      .where(and(isActive, isOurs, isOneOf(runTable.secretId, secretIds)));
    return new Map(rows.map((run) => [run.secretId, run]));
  },
  succeededAfterAll: (limit) =>
    db
      .select(RUN)
      .from(runTable)
      .innerJoin(secretTable, eq(secretTable.id, runTable.secretId))
      .where(and(hasFailed, sql`${secretTable.versionStages} -> ${runTable.id} ?| array['AWSCURRENT', 'AWSPREVIOUS']`))
      .orderBy(asc(runTable.startedAt), asc(runTable.id))
      .limit(limit),
  async correct(id, change) {
    const { step, message, endedAt } = toStorable(change);
    await db
      .update(runTable)
      .set({ state: 'succeeded', step, message, endedAt, updatedAt: endedAt ?? undefined, adoptionDueAt: endedAt })
      .where(and(eq(runTable.id, id), hasFailed));
  },
  active: () => db.select(RUN).from(runTable).where(isActive).orderBy(asc(runTable.startedAt), asc(runTable.id)),
});
