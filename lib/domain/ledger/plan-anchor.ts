import { ANCHOR_TYPE, SKEW_MILLISECONDS, toAnchorHash, type Anchor } from './anchor';

export interface AnchorPace {
  everyMinutes: number;
  everyEntries: number;
}

export interface Standing {
  ledger: string;
  head: { seq: number; hash: string };
  last: Anchor | null;
  now: Date;
}

const MINUTE_MILLISECONDS = 60_000;
/** So often also where nothing was added: an anchor as old says nothing of what was added since and is gone again. */
export const LONGEST_MINUTES = 1_440;

/** When an anchor of this head is due, in milliseconds; a head that went back or was exchanged: at once. null: nothing was ever written. */
export function toDueTime(
  { head, last, now }: Omit<Standing, 'ledger'>,
  { everyMinutes, everyEntries }: AnchorPace,
): number | null {
  if (last === null) return head.seq > 0 ? 0 : null;
  const lastAt = Date.parse(last.at);
  // Of a clock that was put right since: waiting until then could be waiting for years.
  if (lastAt > now.getTime() + SKEW_MILLISECONDS) return now.getTime();
  const since = head.seq - last.seq;
  const isNew = head.hash !== last.hash;
  if (isNew && (since <= 0 || since >= everyEntries)) return Math.min(lastAt, now.getTime());
  return lastAt + (isNew ? Math.min(everyMinutes, LONGEST_MINUTES) : LONGEST_MINUTES) * MINUTE_MILLISECONDS;
}

/** The next anchor, still without keys; null: not due. */
export function planAnchor(standing: Standing, pace: AnchorPace): Omit<Anchor, 'keys'> | null {
  const { ledger, head, last, now } = standing;
  const due = toDueTime(standing, pace);
  if (due === null || now.getTime() < due) return null;
  return {
    type: ANCHOR_TYPE,
    ledger,
    number: (last?.number ?? 0) + 1,
    seq: head.seq,
    hash: head.hash,
    count: Math.max(0, head.seq - (last?.seq ?? 0)),
    at: now.toISOString(),
    previous: last && toAnchorHash(last),
  };
}
