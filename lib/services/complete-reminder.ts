import 'server-only';
import type { CompleteReminderInput, SecretReminder } from '@/lib/contract/reminders';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { changeReminder } from './parts/change-reminder';

/** POST /api/secrets/{id}/reminder/done. Whether the value is another one since is AWS's to tell, and on the same page. */
export function completeReminder(
  ctx: Context,
  { id, input }: { id: string; input: CompleteReminderInput },
): Promise<SecretReminder> {
  authorize(ctx, 'secret.annotate');
  const { note, next, revision } = input;
  return changeReminder(ctx, id, {
    revision,
    toDetail: (_secret, before) => ({
      what: 'reminder done',
      dueOn: before?.dueOn ?? null,
      note,
      next,
      // One that ends is kept nowhere else.
      ...(next === null && { noteBefore: before?.note ?? null, everyDaysBefore: before?.everyDays ?? null }),
    }),
    write: (change) => ctx.store.reminders.complete({ ...change, note, next }),
  });
}
