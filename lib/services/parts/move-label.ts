import 'server-only';
import type { RecoverAnswer } from '@/lib/contract/acts';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { Aws } from '@/lib/domain/ports/aws';
import { visibilityOf } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import type { PreflightCheck } from '@/lib/domain/preflight-facts';
import type { RecoveryFacts } from '@/lib/domain/rotation/check-recovery';
import { findPendingVersion } from '@/lib/domain/rotation/read-progress';
import { toActingPerson } from './acting-person';
import type { BegunAct } from './begin-act';
import { findRotation } from './find-rotation';
import { recover, type Recovery } from './recover';

interface Move {
  what: Omit<Parameters<Aws['moveStage']>[2], 'arn'>;
  detail: NewLedgerEntry['detail'];
}

/** A recovery that moves one staging label. `check` decides on AWS's own labels, and on what is known to go on. */
export async function moveLabel(
  ctx: Context,
  recovery: Recovery,
  check: (facts: RecoveryFacts) => PreflightCheck[],
  { what, detail }: Move,
): Promise<RecoverAnswer> {
  return recover(ctx, recovery, async (act) => ({
    checks: check(await findFacts(ctx, act)),
    detail,
    askAws: () => ctx.aws.moveStage(act.scope, toActingPerson(ctx), { arn: act.described.arn, ...what }),
  }));
}

async function findFacts(ctx: Context, act: BegunAct): Promise<RecoveryFacts> {
  const pending = findPendingVersion(act.described.versionStages);
  const [{ rotation }, active, pendingRun] = await Promise.all([
    findRotation(ctx, act),
    ctx.store.runs.activeOf([act.row.id]),
    pending === null ? null : ctx.store.runs.find(visibilityOf(ctx.actor.grants, 'inventory.read'), pending),
  ]);
  return {
    secret: act.described,
    rotation,
    activeRun: active.get(act.row.id) ?? null,
    pendingRun,
    foreign: ctx.aws.foreign,
  };
}
