import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { recordRefusal } from '@/lib/services/record-refusal';
import type { BegunAct } from './begin-act';

/** Throws `forbidden`, with an entry in the ledger, where the environment is one that nobody reveals values of. */
export async function requireUnrestricted(ctx: Context, { rule, ledgerSecret }: BegunAct): Promise<void> {
  if (rule.reveal === 'allowed') return;
  const refusal = { action: 'secret.reveal', code: 'forbidden', why: 'restricted environment' } as const;
  await recordRefusal(ctx, { ...refusal, secret: ledgerSecret });
  throw new AppError(
    'forbidden',
    'This environment is restricted: nobody reveals its values through Keyledger, whatever they are granted.',
  );
}
