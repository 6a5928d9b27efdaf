import 'server-only';
import type { CalendarList, CalendarQuery } from '@/lib/contract/rotation-calendar';
import { secretsQuery } from '@/lib/contract/secrets-query';
import { addDays, dayOf } from '@/lib/domain/day';
import type { Context } from '@/lib/domain/ports/context';
import type { DueWithin } from '@/lib/domain/ports/rotation-counts';
import { describeSchedule } from '@/lib/domain/rotation/describe-schedule';
import { findNextWindows } from '@/lib/domain/rotation/next-windows';
import { DATED_STATES, type RotationState } from '@/lib/domain/rotation-state';
import { authorize, sightOf } from './parts/authorize';
import { pageOfSecrets } from './parts/page-of-secrets';
import { toWire, toWireOrNull } from './parts/wire-time';

/** Five weeks, whatever the day of the week on which they begin. */
const SHOWN_DAYS = 35;
const TROUBLED = ['failing', 'stuck', 'overdue'] as const;

/** From the beginning of one day to the end of another, which is the last moment that belongs to it. */
const toDays = (first: string, last: string): DueWithin => ({
  after: new Date(`${first}T00:00:00Z`),
  until: new Date(`${addDays(last, 1)}T00:00:00Z`),
});

const isDated = (state: RotationState): boolean => DATED_STATES.some((dated) => dated === state);

/** GET /api/rotations/calendar: when each secret in sight is to be rotated next, by its schedule and AWS's word. */
export async function listCalendar(
  ctx: Context,
  { limit, cursor, day, ...query }: CalendarQuery,
): Promise<CalendarList> {
  authorize(ctx, 'inventory.read');
  const now = ctx.now();
  const narrowed = { ...query, state: query.state.length > 0 ? query.state : [...DATED_STATES] };
  const asked = secretsQuery.parse({ ...narrowed, sort: 'nextRotation', order: 'asc', limit, cursor });
  const today = dayOf(now);
  const within = day === undefined ? {} : { nextRotation: toDays(day, day) };
  const shown = { ...narrowed, nextRotation: toDays(today, addDays(today, SHOWN_DAYS - 1)) };
  const { inventory } = ctx.store;
  const sight = sightOf(ctx);
  const [{ page, nextCursor }, { buckets, env, account, service }, days] = await Promise.all([
    pageOfSecrets(ctx, asked, within),
    inventory.rotationCounts(sight, { ...narrowed, ...within }, now),
    inventory.rotationDays(sight, shown, TROUBLED, now),
  ]);
  const state = buckets
    .filter((bucket) => isDated(bucket.state))
    .map((bucket) => ({ value: bucket.state, count: bucket.count }));
  return {
    items: page.map((row) => {
      const { id, name, leaf, environment, accountName, region, rotationRules: rules, nextRotationAt } = row;
      const [next] = findNextWindows({ rules, nextRotationAt, now });
      return {
        secret: { id, name, leaf, environment: environment.value, accountName, region },
        state: row.rotation.state,
        schedule: describeSchedule(rules),
        nextRotationAt: toWireOrNull(nextRotationAt),
        window: next ? { opensAt: toWire(next.opensAt), closesAt: toWire(next.closesAt) } : null,
      };
    }),
    nextCursor,
    days: days.map(({ inStates, ...counted }) => ({ ...counted, troubled: inStates })),
    filters: { state, env, account, service },
  };
}
