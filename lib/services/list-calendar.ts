import 'server-only';
import type { CalendarList, CalendarQuery } from '@/lib/contract/rotation-calendar';
import { secretsQuery } from '@/lib/contract/secrets-query';
import type { Context } from '@/lib/domain/ports/context';
import { describeSchedule } from '@/lib/domain/rotation/describe-schedule';
import { findNextWindows } from '@/lib/domain/rotation/next-windows';
import { ROTATION_STATES } from '@/lib/domain/rotation-state';
import { authorize } from './parts/authorize';
import { pageOfSecrets } from './parts/page-of-secrets';
import { toWire, toWireOrNull } from './parts/wire-time';

/** What is off, or was never configured, has no date to come. */
const DATED = ROTATION_STATES.filter((state) => state !== 'off' && state !== 'never-configured');

/** GET /api/rotations/calendar: when each secret in sight is to be rotated next, by its schedule and AWS's word. */
export async function listCalendar(ctx: Context, { env, limit, cursor }: CalendarQuery): Promise<CalendarList> {
  authorize(ctx, 'inventory.read');
  const now = ctx.now();
  const asked = secretsQuery.parse({ env, state: DATED, sort: 'nextRotation', order: 'asc', limit, cursor });
  const { page, nextCursor } = await pageOfSecrets(ctx, asked);
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
  };
}
