import 'server-only';
import { toAskedMoment } from '@/lib/domain/history/asked-moment';

const DAY_MS = 86_400_000;

interface Asked {
  from?: string;
  to?: string;
}

/** The bounds that were asked for; the contract has seen that they are moments. */
export const toAskedBounds = ({ from, to }: Asked, now: Date): { from?: Date; to?: Date } => ({
  from: (from && toAskedMoment(from, 'from', now)) || undefined,
  to: (to && toAskedMoment(to, 'to', now)) || undefined,
});

/** The period that was asked for, with both its ends: it ends now, and begins `days` before its end. */
export function toAskedPeriod(asked: Asked, now: Date, days: number): { from: Date; to: Date } {
  const { from, to = now } = toAskedBounds(asked, now);
  return { from: from ?? new Date(to.getTime() - days * DAY_MS), to };
}
