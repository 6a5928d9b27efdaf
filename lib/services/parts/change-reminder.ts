import 'server-only';
import { randomUUID } from 'node:crypto';
import type { SecretReminder } from '@/lib/contract/reminders';
import { AppError } from '@/lib/domain/errors';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import type { Reminder } from '@/lib/domain/reminder/reminder';
import { recordRefusal } from '@/lib/services/record-refusal';
import { findForAct } from './find-for-act';
import { mayAct } from './may-act';
import { recordAct } from './record-act';
import { refusing } from './refusing';
import { toLedgerSecret } from './to-ledger-secret';
import { readReminder } from './to-reminder-view';

const ACTION = 'secret.annotate';

const meanwhile = () =>
  new AppError(
    'conflict',
    'Somebody changed this reminder since you opened it. Look at what is there now, then change it again.',
  );

export interface ReminderAct {
  /** What the person saw. */
  revision: string | null;
  /** Throws an AppError where it is refused; null: it changes nothing, and is no act. */
  toDetail: (secret: InventoryRow, before: Reminder | null) => NewLedgerEntry['detail'] | null;
  write: (change: { secretId: string; seen: string | null; at: Date; by: string }) => Promise<unknown>;
}

/** Nothing is asked of AWS: the grant holds on what the store knows, and the record is there before the change. */
export async function changeReminder(
  ctx: Context,
  id: string,
  { revision: seen, toDetail, write }: ReminderAct,
): Promise<SecretReminder> {
  const row = await findForAct(ctx, ACTION, id);
  const secret = toLedgerSecret(row.id, row, row.environment);
  if (!mayAct(ctx, ACTION, row)) {
    await recordRefusal(ctx, { action: ACTION, code: 'forbidden', secret, why: 'not granted on this secret' });
    throw new AppError('forbidden', `You do not have ${ACTION} on this secret.`);
  }
  const before = await ctx.store.reminders.find(row.id);
  const detail = await refusing(ctx, { action: ACTION, secret }, () => {
    if ((before?.revision ?? null) !== seen) throw meanwhile();
    return toDetail(row, before);
  });
  if (!detail) return readReminder(ctx, row.id);
  return recordAct<SecretReminder>(
    ctx,
    { actId: randomUUID(), action: ACTION, secret, reason: null, detail },
    async () => {
      const written = await write({ secretId: row.id, seen, at: ctx.now(), by: ctx.actor.name });
      if (written === 'changed') return { failure: meanwhile(), detail: {} };
      return { result: await readReminder(ctx, row.id), detail: {} };
    },
  );
}
