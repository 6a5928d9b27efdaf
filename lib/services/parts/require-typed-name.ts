import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { BegunAct } from './begin-act';

/** The secret's whole name, as AWS has it now, where the environment's rule asks for it to be typed. */
export function requireTypedName({ rule, described }: BegunAct, typed: string | undefined): void {
  if (!rule.rotateNeedsTypedName || typed === described.name) return;
  throw new AppError('invalid', "This environment asks for the secret's name to be typed.", {
    errors: [{ pointer: '/confirmName', rule: "is the secret's whole name" }],
  });
}
