import 'server-only';
import { parseSecretArn } from '@/lib/domain/arn';
import { AppError } from '@/lib/domain/errors';
import { planUndescribed } from '@/lib/domain/inventory/plan-undescribed';
import type { ChangedSecret } from '@/lib/domain/ports/changes-store';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Scope } from '@/lib/domain/scope';
import type { ObservedSecret } from '@/lib/domain/secret';
import { decidePage } from '@/lib/sync/inventory/decide-page';

/** Whether the secret was known before matters: events that named it wait for it. */
export type Described = 'added' | 'known' | 'gone' | 'later';

/** The secret's replicas, each in a scope of its own: what changed it changed them. */
const replicaArns = ({ arn, primaryRegion, region, replicas }: ObservedSecret): string[] =>
  primaryRegion !== null && primaryRegion !== region
    ? []
    : (replicas ?? []).map((replica) => arn.split(':').with(3, replica.region).join(':'));

/**
 * One secret that an event named, as AWS describes it now. What AWS does not find is gone where it was known, as of
 * the moment at which it was asked; what it refuses is tried again, ever more rarely. Throws what is not about
 * this secret: throttling, an expired session, no network.
 */
export async function describeOne(ctx: SystemContext, scope: Scope, changed: ChangedSecret): Promise<Described> {
  const { changes, inventory } = ctx.store;
  const askedAt = ctx.now();
  try {
    const observed = await ctx.aws.describeSecret(scope, changed.ref);
    const [secret] = await decidePage(ctx, scope, [observed], askedAt);
    if (!secret) return 'later';
    const outcome = await inventory.applyDescribed(secret);
    const others = changed.ofListing ? [] : replicaArns(observed);
    for (const other of await changes.note(others, changed.at, ctx.now())) await ctx.jobs.describeChanged(other);
    await changes.settle(scope.id, [changed]);
    return outcome;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const isGone = error.code === 'not_found' && (await findGone(ctx, changed.ref, askedAt));
    const plan = planUndescribed({
      ...changed,
      code: error.code,
      problem: error.problem?.code ?? null,
      isGone,
      askedAt,
    });
    if (plan === 'throw') throw error;
    if (plan === 'settle') await changes.settle(scope.id, [changed]);
    else await changes.putOff(scope.id, changed.ref, plan.until, plan.problem);
    return isGone ? 'gone' : 'later';
  }
}

/** A name may be another secret's by now; only an ARN says which one AWS did not find. */
async function findGone(ctx: SystemContext, ref: string, at: Date): Promise<boolean> {
  return parseSecretArn(ref)?.suffix ? ctx.store.inventory.markGone(ref, at) : false;
}
