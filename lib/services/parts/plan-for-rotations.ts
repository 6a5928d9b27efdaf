import 'server-only';
import { toCommonCoverage } from '@/lib/domain/history/common-coverage';
import { covers } from '@/lib/domain/history/covers';
import { ofEvents } from '@/lib/domain/history/of-events';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import { planPreflight, type Preflight } from '@/lib/domain/preflight';
import { checkObstacles } from '@/lib/domain/rotation/check-obstacles';
import { toScopeId } from '@/lib/domain/scope';
import { sightOf } from './authorize';
import { mayRead } from './may-act';
import { PREFLIGHT_DAYS, PREFLIGHT_LAG_MS } from './plan-for-rotation';
import { findRotateRoles } from './rotate-role';
import { toObserved } from './to-observed';
import { withFailures } from './with-failures';

const DAY_MS = 86_400_000;

const keyOf = ({ service, leaf }: Pick<InventoryRow, 'service' | 'leaf'>): string => `${service ?? ''}\0${leaf}`;

/** The preflights of many secrets, as each alone has it, with as many questions to the store as one has. */
export async function planForRotations(ctx: Context, rows: readonly InventoryRow[]): Promise<Map<string, Preflight>> {
  const now = ctx.now();
  const sight = sightOf(ctx);
  const from = new Date(now.getTime() - PREFLIGHT_DAYS * DAY_MS);
  const told = rows.filter((row) => mayRead(ctx, 'history.read', row));
  const [readers, isCovered, logical, hasRole, active] = await Promise.all([
    ctx.store.history.readersOf(sight, told.map(({ id }) => id), from, now), // prettier-ignore
    findCovered(ctx, told, from, new Date(now.getTime() - PREFLIGHT_LAG_MS)),
    ctx.store.inventory.logical(sight, rows, now).then((all) => withFailures(ctx, all)),
    findRotateRoles(ctx),
    ctx.store.runs.activeOf(rows.map(({ id }) => id)),
  ]);
  const alike = Map.groupBy(logical, keyOf);
  const plan = (row: InventoryRow): Preflight =>
    planPreflight({
      secret: toObserved(row),
      environment: row.environment,
      rotation: row.rotation,
      readers: readers.get(row.id) ?? [],
      historyCovered: isCovered(row),
      siblings: (alike.get(keyOf(row)) ?? []).filter((one) => one.environment.value !== row.environment.value),
      activeRun: active.get(row.id) ?? null,
      hasRole: hasRole(row),
      foreign: ctx.aws.foreign,
      now,
    });
  return new Map(rows.map((row) => [row.id, plan(row)]));
}

/** Of which the history is known all along, replicas counted. */
async function findCovered(ctx: Context, rows: readonly InventoryRow[], from: Date, to: Date) {
  const configured = (await ctx.store.scopes.list()).map(({ id }) => id);
  const coverage = await ctx.store.history.coverage(configured);
  const known = new Set(configured);
  const covered = rows.filter(({ accountId, scopeId, replicas }) => {
    const others = replicas.map(({ region }) => toScopeId(accountId, region)).filter((id) => known.has(id));
    const ids = [...new Set([scopeId, ...others])];
    return covers(toCommonCoverage(ids.map((id) => ofEvents(coverage.get(id) ?? []))), from, to);
  });
  const ids = new Set(covered.map(({ id }) => id));
  return ({ id }: InventoryRow): boolean => ids.has(id);
}

/** Which of them something blocks, as far as the inventory tells; readers block nothing. */
export async function findBlocked(ctx: Context, rows: readonly InventoryRow[]): Promise<ReadonlySet<string>> {
  const [hasRole, active] = await Promise.all([
    findRotateRoles(ctx),
    ctx.store.runs.activeOf(rows.map(({ id }) => id)),
  ]);
  const { foreign } = ctx.aws;
  const blocked = rows.filter((row) =>
    checkObstacles({
      secret: toObserved(row),
      rotation: row.rotation,
      activeRun: active.get(row.id) ?? null,
      hasRole: hasRole(row),
      foreign,
    }).some(({ level }) => level === 'blocking'),
  );
  return new Set(blocked.map(({ id }) => id));
}
