import 'server-only';
import { asc, eq, sql } from 'drizzle-orm';
import type { KnownAccount } from '@/lib/domain/discovery/known-account';
import type { FoundAccounts } from '@/lib/domain/discovery/organization-account';
import { planAccounts, type AccountsPlan } from '@/lib/domain/discovery/plan-accounts';
import type { DiscoveryStore } from '@/lib/domain/ports/discovery-store';
import type { ScopeProblem } from '@/lib/domain/scope';
import type { Queryable } from '@/lib/store/connect';
import { discoveryTable, foundAccountTable } from '@/lib/store/schema/discovery';
import type { KeptProblem } from '@/lib/store/schema/scope';
import { toStorable } from '@/lib/store/storable';
import { textArray } from '@/lib/store/visibility/to-predicate';
import { applyScopes } from './apply-scopes';

type Problem = Omit<ScopeProblem, 'since'>;

const toProblem = (kept: KeptProblem | null): ScopeProblem | null => kept && { ...kept, since: new Date(kept.since) };

const keep = (problem: Problem, at: Date): KeptProblem => toStorable({ ...problem, since: at.toISOString() });

/** A problem of the same code goes on: its beginning is kept. */
const withBeginning = (table: typeof foundAccountTable | typeof discoveryTable, problem: KeptProblem) => {
  const next = sql`${JSON.stringify(problem)}::jsonb`;
  return sql`case when ${table.problem} ->> 'code' = ${problem.code}
    then ${next} || jsonb_build_object('since', ${table.problem} ->> 'since') else ${next} end`;
};

async function accounts(db: Queryable, id?: string): Promise<KnownAccount[]> {
  const rows = await db
    .select()
    .from(foundAccountTable)
    .where(id === undefined ? undefined : eq(foundAccountTable.id, id))
    .orderBy(asc(sql`lower(${foundAccountTable.name})`), asc(foundAccountTable.id));
  return rows.map((row) => ({ ...row, problem: toProblem(row.problem) }));
}

async function recordStatus(db: Queryable, problem: Problem | null, asOf: Date | null, at: Date): Promise<void> {
  const kept = problem && keep(problem, at);
  await db
    .insert(discoveryTable)
    .values({ asOf, lookedAt: at, problem: kept })
    .onConflictDoUpdate({
      target: discoveryTable.one,
      set: {
        asOf: sql`coalesce(excluded.as_of, ${discoveryTable.asOf})`,
        lookedAt: at,
        problem: kept && withBeginning(discoveryTable, kept),
      },
    });
}

/** Two discoveries at once would each take the other's accounts for lost. */
const lockAccounts = (tx: Queryable): Promise<unknown> =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtext('keyledger.found_account'))`);

async function record(db: Queryable, found: FoundAccounts, problem: Problem | null, at: Date): Promise<AccountsPlan> {
  return db.transaction(async (tx) => {
    await lockAccounts(tx);
    const plan = planAccounts(found, await accounts(tx));
    const named = JSON.stringify(toStorable([...plan.joined, ...plan.stayed]));
    const now = sql`${at.toISOString()}::timestamptz`;
    await tx.execute(sql`
      insert into keyledger.found_account (id, name, state, joined_at, found_at, seen_at)
      select x.id, x.name, x.state, x."joinedAt", ${now}, ${now}
      from jsonb_to_recordset(${named}::jsonb) as x (id text, name text, state text, "joinedAt" timestamptz)
      on conflict (id) do update set name = excluded.name, state = excluded.state, joined_at = excluded.joined_at,
        seen_at = excluded.seen_at, left_at = null`);
    if (plan.left.length > 0)
      await tx.execute(
        sql`update keyledger.found_account set left_at = ${now} where id = any(${textArray(plan.left)})`,
      );
    await recordStatus(tx, problem, at, at);
    return plan;
  });
}

/** What was found by discovery. */
export const createDiscoveryStore = (db: Queryable): DiscoveryStore => ({
  accounts: () => accounts(db),
  find: async (id) => (await accounts(db, id))[0] ?? null,
  status: async () => {
    const [row] = await db.select().from(discoveryTable);
    return row ? { asOf: row.asOf, lookedAt: row.lookedAt, problem: toProblem(row.problem) } : null;
  },
  record: (found, problem, at) => record(db, found, problem, at),
  recordFailure: (problem, at) => recordStatus(db, problem, null, at),
  recordRegions: async (id, regions, at) => {
    const change = { regions: [...regions], regionsAt: at, problem: null };
    await db.update(foundAccountTable).set(change).where(eq(foundAccountTable.id, id));
  },
  recordRegionsFailure: async (id, problem, at) => {
    const change = { problem: withBeginning(foundAccountTable, keep(problem, at)) };
    await db.update(foundAccountTable).set(change).where(eq(foundAccountTable.id, id));
  },
  applyScopes: (plans, at) => applyScopes(db, plans, at),
});
