import 'server-only';
import { and, asc, eq, inArray, not, sql } from 'drizzle-orm';
import type { Lack } from '@/lib/domain/endpoint/lack';
import type { ScopeStore } from '@/lib/domain/ports/act-stores';
import type { Scope, ScopeProblem, ScopeState, SyncKind } from '@/lib/domain/scope';
import type { Queryable } from '@/lib/store/connect';
import { scopeHealthTable, scopeTable } from '@/lib/store/schema/scope';
import { toStorable } from '@/lib/store/storable';
import { takeLookupTurn } from './lookup-turn';
import { listConditions, listHealth } from './scope-health';

const { id, accountId, accountName, region, partition } = scopeTable;

async function configure(db: Queryable, scopes: readonly Scope[]): Promise<void> {
  await db.transaction(async (tx) => {
    // Web and worker may start at the same moment.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('keyledger.scopes'))`);
    const ids = scopes.map((scope) => scope.id);
    await tx
      .update(scopeTable)
      .set({ configured: false })
      .where(ids.length > 0 ? not(inArray(id, ids)) : undefined);
    if (scopes.length === 0) return;
    await tx
      .insert(scopeTable)
      .values(scopes.map((scope, position) => ({ ...scope, position, configured: true })))
      .onConflictDoUpdate({
        target: id,
        set: {
          accountName: sql`excluded.account_name`,
          partition: sql`excluded.partition`,
          position: sql`excluded.position`,
          configured: true,
        },
      });
  });
}

interface Attempt {
  scopeId: string;
  kind: SyncKind;
  state: ScopeState;
  /** null: nothing new was learned. */
  asOf: Date | null;
  problem: Omit<ScopeProblem, 'since'> | null;
  at: Date;
}

/** A problem of the same code goes on: its beginning is kept. */
async function record(db: Queryable, { scopeId, kind, state, asOf, problem, at }: Attempt): Promise<void> {
  const kept = problem && toStorable({ ...problem, since: at.toISOString() });
  await db
    .insert(scopeHealthTable)
    .values({ scopeId, kind, state, asOf, problem: kept })
    .onConflictDoUpdate({
      target: [scopeHealthTable.scopeId, scopeHealthTable.kind],
      set: {
        state,
        asOf: sql`coalesce(excluded.as_of, ${scopeHealthTable.asOf})`,
        problem: sql`case when excluded.problem ->> 'code' = ${scopeHealthTable.problem} ->> 'code'
          then excluded.problem || jsonb_build_object('since', ${scopeHealthTable.problem} ->> 'since')
          else excluded.problem end`,
      },
    });
}

async function recordLacks(db: Queryable, scopeId: string, lacks: readonly Lack[]): Promise<void> {
  const isInventory = and(eq(scopeHealthTable.scopeId, scopeId), eq(scopeHealthTable.kind, 'inventory'));
  await db
    .update(scopeHealthTable)
    .set({ lacks: [...lacks] })
    .where(isInventory);
}

/** A scope whose endpoint keeps no history works for all the rest. */
const toFailedState = (kind: SyncKind, code: ScopeProblem['code']): ScopeState =>
  kind === 'history' && code === 'unsupported' ? 'limited' : 'failing';

export const createScopeStore = (db: Queryable): ScopeStore => ({
  configure: (scopes) => configure(db, scopes),
  list: () =>
    db
      .select({ id, accountId, accountName, region, partition })
      .from(scopeTable)
      .where(eq(scopeTable.configured, true))
      .orderBy(asc(scopeTable.position), asc(id)),
  health: (visibility) => listHealth(db, visibility),
  conditions: () => listConditions(db),
  recordFailure: (scopeId, kind, problem, at) =>
    record(db, { scopeId, kind, state: toFailedState(kind, problem.code), asOf: null, problem, at }),
  recordSuccess: (scopeId, kind, at, limitation) =>
    record(db, { scopeId, kind, state: limitation ? 'limited' : 'fresh', asOf: at, problem: limitation, at }),
  recordLacks: (scopeId, lacks) => recordLacks(db, scopeId, lacks),
  takeLookupTurn: (scopeId, intervalMilliseconds) => takeLookupTurn(db, scopeId, intervalMilliseconds),
});
