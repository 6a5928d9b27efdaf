import 'server-only';
import { and, asc, eq, isNull, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { CoverageSource } from '@/lib/domain/event-record';
import { isLack, sortLacks, type Lack } from '@/lib/domain/endpoint/lack';
import type { Visibility } from '@/lib/domain/grant';
import type { ScopeCondition, ScopeHealth, ScopeProblem, ScopeState } from '@/lib/domain/scope';
import type { Queryable } from '@/lib/store/connect';
import { scopeHealthTable, scopeTable, type KeptProblem } from '@/lib/store/schema/scope';
import { secretTable } from '@/lib/store/schema/secret';
import { toPredicate } from '@/lib/store/visibility/to-predicate';

interface KeptHealth {
  state: ScopeState;
  asOf: Date | null;
  problem: KeptProblem | null;
}

const toProblem = (kept: KeptProblem): ScopeProblem => ({ ...kept, since: new Date(kept.since) });

const toState = (kept: KeptHealth | null) => ({
  state: kept?.state ?? 'waiting',
  asOf: kept?.asOf ?? null,
  problem: kept?.problem ? toProblem(kept.problem) : null,
});

/** A listing that succeeded is still not all that AWS would have told. */
const toLimited = (kept: ReturnType<typeof toState>, lacks: string[] | null) =>
  kept.state === 'fresh' && lacks && lacks.length > 0 ? { ...kept, state: 'limited' as const } : kept;

/** Whatever was wrong with it is nobody's to mend any more. */
const toGone = (kept: ReturnType<typeof toState>) => ({ ...kept, state: 'gone' as const, problem: null });

interface Lacking {
  lacks: string[] | null;
  inventory: KeptHealth | null;
  history: KeptHealth | null;
}

const toLacks = ({ lacks, inventory, history }: Lacking): Lack[] => {
  const names = [...(lacks ?? []), inventory?.problem?.lack ?? '', history?.problem?.lack ?? ''];
  return sortLacks(names.filter(isLack));
};

const LATEST = sql`(select r from unnest(${scopeTable.covered}) r order by r desc limit 1)`;

/** One end of the latest range without a gap. */
const latest = (end: 'lower' | 'upper'): SQL<Date | null> =>
  sql`${sql.raw(end)}(${LATEST})`.mapWith((value: string) => new Date(value));

const SOURCES = sql<CoverageSource[]>`array(select distinct c.source from keyledger.coverage c
  where c.scope_id = ${scopeTable.id} and tstzrange(c.from_at, c.to_at, '[]') && ${LATEST} order by c.source)`;

/** Every configured scope, without a look at its secrets. */
export async function listConditions(db: Queryable): Promise<ScopeCondition[]> {
  const inventory = alias(scopeHealthTable, 'inventory');
  const history = alias(scopeHealthTable, 'history');
  const { id, accountId, accountName, region, partition, source, goneSince, goneReason } = scopeTable;
  const rows = await db
    .select({
      scope: { id, accountId, accountName, region, partition },
      source,
      goneSince,
      goneReason,
      inventory: { state: inventory.state, asOf: inventory.asOf, problem: inventory.problem },
      lacks: inventory.lacks,
      history: { state: history.state, asOf: history.asOf, problem: history.problem },
      coveredFrom: latest('lower'),
      coveredTo: latest('upper'),
      coveredBy: SOURCES,
    })
    .from(scopeTable)
    .leftJoin(inventory, and(eq(inventory.scopeId, id), eq(inventory.kind, 'inventory')))
    .leftJoin(history, and(eq(history.scopeId, id), eq(history.kind, 'history')))
    .where(eq(scopeTable.configured, true))
    .orderBy(asc(scopeTable.position), asc(id));
  return rows.map((row) => {
    const { goneSince: since, goneReason: reason } = row;
    const gone = since && reason && { since, reason };
    const { coveredFrom, coveredTo, coveredBy } = row;
    const told = (kept: ReturnType<typeof toState>) => (gone ? toGone(kept) : kept);
    return {
      scope: row.scope,
      source: row.source,
      gone,
      lacks: toLacks(row),
      inventory: told(toLimited(toState(row.inventory), row.lacks)),
      history: { ...told(toState(row.history)), coveredFrom, coveredTo, coveredBy },
    };
  });
}

/** With the number of its secrets that may be seen. */
export async function listHealth(db: Queryable, visibility: Visibility): Promise<ScopeHealth[]> {
  const counted = db
    .select({ scopeId: secretTable.scopeId, secrets: sql<number>`count(*)::int` })
    .from(secretTable)
    .where(and(isNull(secretTable.removedAt), toPredicate(visibility, secretTable)))
    .groupBy(secretTable.scopeId);
  const [conditions, counts] = await Promise.all([listConditions(db), counted]);
  const secretsIn = new Map(counts.map(({ scopeId, secrets }) => [scopeId, secrets]));
  return conditions.map((condition) => ({
    ...condition,
    inventory: { ...condition.inventory, secrets: secretsIn.get(condition.scope.id) ?? 0 },
  }));
}
