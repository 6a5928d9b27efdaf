import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { Permission } from '@/lib/domain/permission';
import type { Context } from '@/lib/domain/ports/context';
import { recordRefusal } from '@/lib/services/record-refusal';

interface Asked {
  action: Permission;
  secret?: NewLedgerEntry['secret'];
  detail?: NewLedgerEntry['detail'];
}

/**
 * What an act asks of whoever may do it: a reason, a ticket, a fresh sign-in, a state of the secret. Where it is
 * not met, that it was tried is in the ledger before the person is told. What broke is no refusal, and was no act.
 */
export async function refusing<T>(
  ctx: Context,
  { action, secret, detail }: Asked,
  check: () => T | Promise<T>,
): Promise<T> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof AppError && error.status < 500)
      await recordRefusal(ctx, {
        action,
        code: error.code,
        secret: secret ?? null,
        why: error.message,
        ...(detail && { detail }),
      });
    throw error;
  }
}
