import { ANCHOR_TYPE, toAnchorHash, type Anchor } from './anchor';

export interface AnchorPace {
  everyMinutes: number;
  everyEntries: number;
}

interface Standing {
  ledger: string;
  head: { seq: number; hash: string };
  last: Anchor | null;
  now: Date;
}

/** The next anchor, still without keys; null: not due. A head that went back or was exchanged is anchored at once. */
export function planAnchor(
  { ledger, head, last, now }: Standing,
  { everyMinutes, everyEntries }: AnchorPace,
): Omit<Anchor, 'keys'> | null {
  const since = head.seq - (last?.seq ?? 0);
  const isNew = head.seq > 0 && (last === null || head.hash !== last.hash);
  const age = last === null ? Infinity : now.getTime() - Date.parse(last.at);
  if (!isNew || (since > 0 && since < everyEntries && age < everyMinutes * 60_000)) return null;
  return {
    type: ANCHOR_TYPE,
    ledger,
    number: (last?.number ?? 0) + 1,
    seq: head.seq,
    hash: head.hash,
    count: Math.max(0, since),
    at: now.toISOString(),
    previous: last && toAnchorHash(last),
  };
}
