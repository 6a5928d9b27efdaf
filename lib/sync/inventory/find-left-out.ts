import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Scope } from '@/lib/domain/scope';
import type { ObservedSecret } from '@/lib/domain/secret';
import { decidePage } from './decide-page';
import type { Reading } from './read-pages';

/** Of 50 DescribeSecret a second (quotas, aws-facts §1.8) a few at a time. */
const AT_ONCE = 5;
/** A listing may be five minutes late (ListSecrets): what is younger than that it need not name. */
const LISTING_LAG_MS = 300_000;

/** `untold`: whether it is there, AWS does not tell us. */
async function describe(ctx: SystemContext, scope: Scope, arn: string): Promise<ObservedSecret | 'gone' | 'untold'> {
  try {
    return await ctx.aws.describeSecret(scope, arn);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'throttled' || error.code === 'unavailable') throw error;
    return error.code === 'not_found' ? 'gone' : 'untold';
  }
}

async function describeAll(ctx: SystemContext, scope: Scope, arns: readonly string[]) {
  const answers: Awaited<ReturnType<typeof describe>>[] = [];
  for (let at = 0; at < arns.length; at += AT_ONCE)
    answers.push(...(await Promise.all(arns.slice(at, at + AT_ONCE).map((arn) => describe(ctx, scope, arn)))));
  return answers;
}

/**
 * Whether all that a listing by filters did not name is really gone: what the store knows and would take for gone, and
 * what the listing itself had seen before. Each is asked for by itself, and written where AWS describes it; where that
 * were more than a listing may cost, the next one tells.
 */
export async function isAllNamed(
  ctx: SystemContext,
  scope: Scope,
  { id, startedAt }: { id: string; startedAt: Date },
  { isByFilters, missing, spareCalls }: Pick<Reading, 'isByFilters' | 'missing' | 'spareCalls'>,
): Promise<boolean> {
  if (!isByFilters) return true;
  const unnamed = await ctx.store.inventory.listUnnamed(id, spareCalls + 1);
  const arns = [...new Set([...unnamed, ...missing].map(({ arn }) => arn))];
  if (arns.length > spareCalls) return false;
  const askedAt = ctx.now();
  const answers = await describeAll(ctx, scope, arns);
  const there = answers.filter((answer) => answer !== 'gone' && answer !== 'untold');
  for (const secret of await decidePage(ctx, scope, there, askedAt)) await ctx.store.inventory.applyDescribed(secret);
  const lately = startedAt.getTime() - LISTING_LAG_MS;
  const isLeftOut = there.some(({ createdAt }) => !createdAt || createdAt.getTime() < lately);
  return !isLeftOut && !answers.includes('untold');
}
