import 'server-only';
import { asksReason, type ActRule } from '@/lib/domain/act-rules';
import { AppError } from '@/lib/domain/errors';
import { findTicket } from '@/lib/domain/ticket';

const mistaken = (message: string, rule: string): AppError =>
  new AppError('invalid', message, { errors: [{ pointer: '/reason', rule }] });

/** The reason that an environment's rule asks for, or null where it asks for none and none was given. */
export function requireReason(needed: boolean, reason: string | undefined): string | null {
  if (reason) return reason;
  if (!needed) return null;
  throw mistaken(
    'This environment asks for a reason.',
    'is required for this environment (unknown and disputed ones count as prod)',
  );
}

/** The reason of a reveal, and the ticket in it where the rule asks for one. */
export function requireRevealReason(
  rule: ActRule,
  given: string | undefined,
): { reason: string | null; ticket: string | null } {
  const reason = requireReason(asksReason(rule), given);
  if (rule.revealTicket === null || reason === null) return { reason, ticket: null };
  const ticket = findTicket(rule.revealTicket.pattern, reason);
  if (ticket !== null) return { reason, ticket };
  const { example } = rule.revealTicket;
  throw mistaken(`This environment asks for a ticket in the reason, such as ${example}.`, `names a ticket: ${example}`);
}
