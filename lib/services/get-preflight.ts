import 'server-only';
import type { PreflightView } from '@/lib/contract/rotation';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import type { Preflight } from '@/lib/domain/preflight';
import { toActingPerson } from './parts/acting-person';
import { authorize } from './parts/authorize';
import { getSecretRow } from './parts/get-secret-row';
import { actRuleFor } from './parts/may-act';
import { planForRotation } from './parts/plan-for-rotation';
import { seeFunction } from './parts/see-function';
import { toObserved } from './parts/to-observed';
import { toWire } from './parts/wire-time';

/** GET /api/secrets/{id}/preflight: what the inventory knows that speaks for or against rotating now, and whether its function is there. */
export async function getPreflight(ctx: Context, input: { id: string }): Promise<PreflightView> {
  authorize(ctx, 'inventory.read');
  const row = await getSecretRow(ctx, input.id);
  return toPreflightView(ctx, row, await planForRotation(ctx, row, toObserved(row), seeFunction(ctx, row)));
}

function toPreflightView(ctx: Context, row: InventoryRow, plan: Preflight): PreflightView {
  const rule = actRuleFor(ctx, row);
  return {
    ready: !plan.checks.some((check) => check.level === 'blocking'),
    checks: plan.checks,
    consumers: plan.consumers.map((consumer) => ({ ...consumer, lastAt: toWire(consumer.lastAt) })),
    recordedAs: toActingPerson(ctx).name,
    asks: { reason: rule.rotateNeedsReason, typedName: rule.rotateNeedsTypedName },
  };
}
