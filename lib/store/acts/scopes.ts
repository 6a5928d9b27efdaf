import 'server-only';
import { and, asc, eq, inArray, isNull, not, or, sql } from 'drizzle-orm';
import type { Lack } from '@/lib/domain/endpoint/lack';
import type { ScopeStore } from '@/lib/domain/ports/act-stores';
import type { Scope, ScopeProblem, ScopeState, SyncKind } from '@/lib/domain/scope';
import type { Queryable } from '@/lib/store/connect';
import { scopeHealthTable, scopeTable } from '@/lib/store/schema/scope';
import { toStorable } from '@/lib/store/storable';
import { takeLookupTurn } from './lookup-turn';
import { listConditions, listHealth } from './scope-health';

const { id, accountId, accountName, region, partition, source, goneSince } = scopeTable;

/** Web and worker may start at the same moment, and a discovery end at it. */
export const lockScopes = (tx: Queryable): Promise<unknown> =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtext('keyledger.scopes'))`);

async function configure(db: Queryable, scopes: readonly Scope[], discovering: boolean): Promise<void> {
  await db.transaction(async (tx) => {
    await lockScopes(tx);
    const ids = scopes.map((scope) => scope.id);
    // What was found stays, but in accounts that are listed now: there the list says what is read.
    const listed = [...new Set(scopes.map((scope) => scope.accountId))];
    const whose = discovering
      ? or(eq(source, 'configured'), listed.length > 0 ? inArray(accountId, listed) : undefined)
      : undefined;
    await tx
      .update(scopeTable)
      .set({ configured: false, goneSince: null, goneReason: null })
      .where(and(ids.length > 0 ? not(inArray(id, ids)) : undefined, whose));
    if (scopes.length === 0) return;
    await tx
      .insert(scopeTable)
      .values(
        scopes.map((scope, position) => ({ ...scope, position, configured: true, source: 'configured' as const })),
      )
      .onConflictDoUpdate({
        target: id,
        set: {
          accountName: sql`excluded.account_name`,
          partition: sql`excluded.partition`,
          position: sql`excluded.position`,
          configured: true,
          source: 'configured',
          goneSince: null,
          goneReason: null,
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
  configure: (scopes, discovering = false) => configure(db, scopes, discovering),
  list: () =>
    db
      .select({ id, accountId, accountName, region, partition })
      .from(scopeTable)
      .where(and(eq(scopeTable.configured, true), isNull(goneSince)))
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
