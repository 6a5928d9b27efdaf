import 'server-only';
import { covers } from '@/lib/domain/history/covers';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import type { FunctionSight } from '@/lib/domain/preflight-facts';
import { planPreflight, type Preflight } from '@/lib/domain/preflight';
import { visibilityOf } from '@/lib/domain/grant';
import type { ObservedSecret } from '@/lib/domain/secret';
import { sightOf } from './authorize';
import { mayRead } from './may-act';
import { findRotateRoles } from './rotate-role';
import { findSecretCoverage } from './secret-coverage';
import { withFailures } from './with-failures';

export const PREFLIGHT_DAYS = 30;
const DAY_MS = 86_400_000;
/** CloudTrail is minutes late and polls are minutes apart: history that reaches this far is up to date. */
export const PREFLIGHT_LAG_MS = 2 * 3_600_000;

/**
 * What the store knows of a secret's readers, siblings and runs, put beside what AWS says of it (or
 * the listing, for a preview). The same plan is shown before and decided on when rotating, but for `looking`: that its
 * function is gone AWS itself says then, and leaves the secret untouched (aws-facts §9).
 */
export async function planForRotation(
  ctx: Context,
  row: InventoryRow,
  described: ObservedSecret,
  looking?: Promise<FunctionSight | undefined>,
): Promise<Preflight> {
  const now = ctx.now();
  const sight = sightOf(ctx);
  const from = new Date(now.getTime() - PREFLIGHT_DAYS * DAY_MS);
  const seesHistory = mayRead(ctx, 'history.read', row);
  const [readers, coverage, siblings, hasRole, active, seen] = await Promise.all([
    seesHistory ? ctx.store.history.readers(sight, row.id, from, now) : [],
    findSecretCoverage(ctx, row),
    ctx.store.inventory.siblings(sight, row.id, now).then((rows) => withFailures(ctx, rows)),
    findRotateRoles(ctx),
    ctx.store.runs.list(visibilityOf(ctx.actor.grants, 'inventory.read'), {
      secretId: row.id,
      active: true,
      ours: true,
      limit: 1,
      before: null,
    }),
    looking,
  ]);
  return planPreflight({
    secret: described,
    environment: row.environment,
    rotation: row.rotation,
    readers,
    historyCovered: seesHistory && covers(coverage, from, new Date(now.getTime() - PREFLIGHT_LAG_MS)),
    siblings,
    activeRun: active[0] ?? null,
    hasRole: hasRole(row),
    foreign: ctx.aws.foreign,
    sight: seen,
    now,
  });
}
