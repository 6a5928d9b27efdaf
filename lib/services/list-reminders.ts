import 'server-only';
import { z } from 'zod';
import type { ReminderRow, RemindersList, RemindersQuery } from '@/lib/contract/reminders';
import { isoDay, opaqueId } from '@/lib/contract/shared';
import type { Context } from '@/lib/domain/ports/context';
import type { ListedReminder } from '@/lib/domain/ports/reminder-store';
import { authorize } from './parts/authorize';
import { decodeCursor, encodeCursor } from './parts/cursor';
import { mayAct } from './parts/may-act';
import { toReminderView } from './parts/to-reminder-view';

const position = z.strictObject({ d: isoDay.refine((day) => !day.startsWith('0000-')), i: opaqueId });

/** GET /api/reminders: of secrets in sight. */
export async function listReminders(ctx: Context, query: RemindersQuery): Promise<RemindersList> {
  const visibility = authorize(ctx, 'inventory.read');
  const { due, env, limit, cursor } = query;
  const after = decodeCursor(cursor, position);
  const now = ctx.now();
  const filter = { env, standing: due };
  const [found, counts] = await Promise.all([
    ctx.store.reminders.list(visibility, {
      filter,
      limit: limit + 1,
      after: after && { dueOn: after.d, secretId: after.i },
      now,
    }),
    ctx.store.reminders.count(visibility, { env }, now),
  ]);
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map((row) => toRow(ctx, row, now)),
    nextCursor: last ? encodeCursor({ d: last.dueOn, i: last.secretId }) : null,
    counts,
  };
}

function toRow(ctx: Context, row: ListedReminder, now: Date): ReminderRow {
  const { secretId: id, name, accountId: account, accountName, region, environment, owner } = row;
  return {
    ...toReminderView(row, now),
    secret: { id, name, account, accountName, region, environment, owner, rotates: row.rotationEnabled },
    mayChange: mayAct(ctx, 'secret.annotate', row),
  };
}
