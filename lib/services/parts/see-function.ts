import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FunctionLook } from '@/lib/domain/diagnosis/function-facts';
import { AppError } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import type { FunctionSight } from '@/lib/domain/preflight-facts';
import { isRoleless } from './act-role';
import { getScope } from './get-secret-row';
import { lookAtFunction } from './look-at-function';
import { mayAct } from './may-act';
import { toLedgerSecret } from './to-ledger-secret';

/** The preflight does not wait longer; what comes later is there when it is asked for again. */
const WAIT_MS = 250;
/** Each look is an act in the ledger: a dialog that is opened again and again makes one. */
const KEPT_MS = 30_000;
const MOST_KEPT = 1_000;

const LATE: FunctionSight = { unseen: 'AWS did not answer within a quarter of a second.' };

interface Kept {
  at: number;
  look: Promise<FunctionLook>;
}
const keptBy = new WeakMap<Context['aws'], Map<string, Kept>>();

/**
 * The rotation function of a secret that this person may rotate, looked at as them, as a diagnosis does, and not waited
 * for long. undefined: there is none to look at, or they could do nothing with it. Never throws: a preflight stands without.
 */
export async function seeFunction(ctx: Context, row: InventoryRow): Promise<FunctionSight | undefined> {
  const { rotationLambdaArn, owningService, type } = row;
  if (rotationLambdaArn === null || owningService !== null || type !== null || ctx.aws.foreign) return undefined;
  if (!mayAct(ctx, 'secret.rotate', row)) return undefined;
  if (!mayAct(ctx, 'secret.diagnose', row)) return { unseen: 'You do not have secret.diagnose on this secret.' };
  return Promise.race([look(ctx, row, rotationLambdaArn), sleep(WAIT_MS, LATE, { ref: false })]);
}

async function look(ctx: Context, row: InventoryRow, functionArn: string): Promise<FunctionSight | undefined> {
  const kept = keptBy.get(ctx.aws) ?? new Map<string, Kept>();
  keptBy.set(ctx.aws, kept);
  // As them, and entered as theirs: what another person was shown is not for them.
  const key = `${ctx.actor.id} ${row.arn} ${functionArn}`;
  try {
    const scope = await getScope(ctx, row.scopeId);
    // That there is no role blocks the rotation in any case.
    if (isRoleless(ctx.aws.actRole(scope, 'rotate'))) return undefined;
    const known = kept.get(key);
    const now = ctx.now().getTime();
    if (known && now - known.at < KEPT_MS) return await known.look;
    const act = { scope, ledgerSecret: toLedgerSecret(row.id, row, row.environment) };
    const asked = lookAtFunction(ctx, act, { functionArn, secretArn: row.arn });
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, { at: now, look: asked });
    return await asked;
  } catch (error) {
    kept.delete(key);
    const code = error instanceof AppError ? error.code : 'internal';
    ctx.log.warn({ requestId: ctx.requestId, code }, 'the rotation function could not be looked at for a preflight');
    return { unseen: code === 'rate_limited' ? 'You have asked for too many looks in this hour.' : 'AWS could not be asked.' };
  }
} // prettier-ignore
