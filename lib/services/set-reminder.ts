import 'server-only';
import type { SecretReminder, SetReminderInput } from '@/lib/contract/reminders';
import { AppError } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import { toReminderDetail } from '@/lib/domain/reminder/reminder';
import { authorize } from './parts/authorize';
import { changeReminder } from './parts/change-reminder';

/** POST /api/secrets/{id}/reminder. One that is there may always be taken away. */
export function setReminder(
  ctx: Context,
  { id, input }: { id: string; input: SetReminderInput },
): Promise<SecretReminder> {
  authorize(ctx, 'secret.annotate');
  const { dueOn, everyDays, note, revision } = input;
  const fields = dueOn === null ? null : { dueOn, everyDays, note };
  return changeReminder(ctx, id, {
    revision,
    toDetail(secret, before) {
      if (fields) requireByHand(secret);
      return toReminderDetail(before, fields);
    },
    write: (change) => ctx.store.reminders.set({ ...change, fields }),
  });
}

/** Whoever trusts in a reminder would miss that AWS replaces the value before. */
function requireByHand({ rotationEnabled, primaryRegion }: InventoryRow): void {
  if (rotationEnabled)
    throw new AppError('conflict', 'AWS rotates this secret by itself: a reminder is for those that it does not.');
  if (primaryRegion !== null)
    throw new AppError(
      'conflict',
      `This is a replica: its value is that of the primary in ${primaryRegion}. Set the reminder there.`,
    );
}
