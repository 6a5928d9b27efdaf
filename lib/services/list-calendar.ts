import 'server-only';
import type { CalendarList, CalendarQuery } from '@/lib/contract/rotation-calendar';
import { secretsQuery } from '@/lib/contract/secrets-query';
import type { Context } from '@/lib/domain/ports/context';
import { describeSchedule } from '@/lib/domain/rotation/describe-schedule';
import { findNextWindows } from '@/lib/domain/rotation/next-windows';
import { DATED_STATES, type RotationState } from '@/lib/domain/rotation-state';
import { authorize, sightOf } from './parts/authorize';
import { pageOfSecrets } from './parts/page-of-secrets';
import { toWire, toWireOrNull } from './parts/wire-time';

const isDated = (state: RotationState): boolean => DATED_STATES.some((dated) => dated === state);

/** GET /api/rotations/calendar: when each secret in sight is to be rotated next, by its schedule and AWS's word. */
export async function listCalendar(ctx: Context, { limit, cursor, ...query }: CalendarQuery): Promise<CalendarList> {
  authorize(ctx, 'inventory.read');
  const now = ctx.now();
  const narrowed = { ...query, state: query.state.length > 0 ? query.state : [...DATED_STATES] };
  const asked = secretsQuery.parse({ ...narrowed, sort: 'nextRotation', order: 'asc', limit, cursor });
  const [{ page, nextCursor }, { buckets, env, account, service }] = await Promise.all([
    pageOfSecrets(ctx, asked),
    ctx.store.inventory.rotationCounts(sightOf(ctx), narrowed, now),
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
    filters: { state, env, account, service },
  };
}
