import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { Context } from '@/lib/domain/ports/context';
import { recordRefusal } from './record-refusal';

/**
 * Writes down that a verb refused a person a permission. Any other error is none of its business. The
 * answer is no either way, so a ledger that cannot be written is said in the log and changes nothing.
 */
export async function noteRefusal(
  ctx: Context,
  error: unknown,
  { secret = null, why }: { secret?: NewLedgerEntry['secret']; why: string },
): Promise<void> {
  if (!(error instanceof AppError) || !error.refused) return;
  const action = error.refused;
  try {
    await recordRefusal(ctx, { action, code: error.code, secret, why });
  } catch {
    ctx.log.error({ action, requestId: ctx.requestId }, 'a refusal could not be written to the ledger');
  }
}
