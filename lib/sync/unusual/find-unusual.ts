import 'server-only';
import { addDays, dayOf } from '@/lib/domain/day';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Due, Later } from '@/lib/domain/ports/unusual-store';
import { lookAt, toUnits, type Looked } from '@/lib/domain/unusual/plan-look';
import { HABIT_DAYS, JUDGED_DAYS } from '@/lib/domain/unusual/settings';
import { dayKey, type ReaderDay } from '@/lib/domain/unusual/traits';
import { toFailureFields } from '@/lib/sync/failure-fields';
import { inHalves } from './in-halves';
import { judgePrincipalDays } from './judge-principal-days';
import { judgeReaderDays } from './judge-reader-days';

/** Of what is due, at once. Each day that is judged brings the thirty before it. */
const BATCH = 500;

const toDays = (looked: readonly Looked[]): ReaderDay[] => looked.map(({ habit }) => habit);
const isThere = ({ habit: { traits } }: Looked): boolean => traits.reads.length + traits.refused.length > 0;

/** Says which are to be judged again. */
async function judge(ctx: SystemContext, days: readonly ReaderDay[]): Promise<ReaderDay[]> {
  const unique = [...new Map(days.map((one) => [dayKey(one), one])).values()];
  const { found, open } = await judgeReaderDays(ctx, unique);
  await ctx.store.unusual.settle({ days: unique, principalDays: [] }, found, ctx.now());
  return open;
}

const toOldest = (ctx: SystemContext): string => addDays(dayOf(ctx.now()), -JUDGED_DAYS);

/** What cannot be judged is looked at again with the next event of its day. */
function logSetAside(ctx: SystemContext, { secretId, principalId, actorKind, day }: ReaderDay, error: unknown): void {
  const about = { secretId, principalId, actorKind, day };
  ctx.log.error(
    { room: 'sync', kind: 'unusual', ...about, ...toFailureFields(error) },
    'reads of a day cannot be judged',
  );
}

async function lookAtDue(ctx: SystemContext, due: readonly Due[]): Promise<void> {
  const { unusual } = ctx.store;
  const oldest = toOldest(ctx);
  const units = toUnits(due, addDays(oldest, -HABIT_DAYS));
  const [standing, seen] = await Promise.all([unusual.habits(units), unusual.seen(units)]);
  const looked = lookAt(units, standing, seen);
  const changed = looked.filter((one) => one.changed);
  await unusual.keepHabits(
    looked.filter(isThere).map(({ habit }) => habit),
    {
      days: toDays(changed),
      dueIds: changed.flatMap(({ unit }) => unit.ids),
    },
  );
  const judged = toDays(looked.filter((one) => one.isJudged));
  // Of others only what is told already moves on: its end, and its number.
  const told = await unusual.told(toDays(looked.filter((one) => !one.isJudged)));
  const isJudged = ({ day }: ReaderDay): boolean => day >= oldest;
  await unusual.judgeLater(await judge(ctx, [...judged, ...told].filter(isJudged)));
  // Over all secrets every read counts: the same ones again within the hour may be many in a short time.
  await judgePrincipalDays(ctx, toDays(looked).filter(isJudged));
  await unusual.done(due.map(({ id }) => id));
}

/**
 * Looks at some of what is due: keeps the habits, then judges the days that it changes. A day is always judged whole, so
 * that a look that is cut off, or done twice, comes to the same. Says whether there is more.
 */
export async function findUnusual(ctx: SystemContext): Promise<boolean> {
  const { unusual } = ctx.store;
  const due = await unusual.due(BATCH);
  if (due.length === 0) return false;
  await inHalves(
    due,
    (some) => lookAtDue(ctx, some),
    async (one, error) => {
      logSetAside(ctx, { ...one, day: dayOf(one.from) }, error);
      await unusual.done([one.id]);
    },
  );
  return due.length === BATCH;
}

async function lookAtLater(ctx: SystemContext, later: readonly Later[]): Promise<void> {
  const oldest = toOldest(ctx);
  const days = later.filter(({ day }) => day >= oldest);
  const open = await judge(
    ctx,
    days.filter(({ secretId }) => secretId !== ''),
  );
  await judgePrincipalDays(
    ctx,
    days.filter(({ secretId }) => secretId === ''),
  );
  const isLeft = new Set(open.map(dayKey));
  await ctx.store.unusual.doneLater(later.filter((one) => !isLeft.has(dayKey(one))));
}

/**
 * The same for some of the days that rest on others that changed, or on what is not covered yet: these stay for the next time.
 * Says after which it goes on; null: that was all.
 */
export async function judgeLater(ctx: SystemContext, after: Later | null): Promise<Later | null> {
  const { unusual } = ctx.store;
  const later = await unusual.later(BATCH, after);
  if (later.length === 0) return null;
  await inHalves(
    later,
    (some) => lookAtLater(ctx, some),
    async (one, error) => {
      logSetAside(ctx, one, error);
      await unusual.doneLater([one]);
    },
  );
  return later.length === BATCH ? (later.at(-1) ?? null) : null;
}
