import { z } from './zod';
import { isoTime } from './shared';

export const ledgerSinkView = z.strictObject({
  name: z.string(),
  /** Number of the last anchor that arrived there; 0: none yet. */
  delivered: z.number().int(),
  deliveredAt: isoTime.nullable(),
  /** Since when the oldest that should be there is not; null: none has waited for long. */
  waitingSince: isoTime.nullable(),
  /** null: it is well. */
  problem: z.strictObject({ message: z.string(), remedy: z.string(), since: isoTime }).nullable(),
});

/** What holds the ledger together; how far that was seen, and what nobody outside could vouch for. */
export const ledgerIntegrityView = z.strictObject({
  /** The ledger's own id, as it stands in its anchors. */
  ledger: z.string(),
  /** The worker's last walk along all of it, or along what was new; null: not yet. */
  checked: z.strictObject({ at: isoTime, wholeAt: isoTime.nullable(), seq: z.number().int() }).nullable(),
  findings: z.array(z.strictObject({ kind: z.string(), from: z.number().int().nullable(), why: z.string() })),
  anchor: z
    .strictObject({ number: z.number().int(), seq: z.number().int(), at: isoTime, keys: z.array(z.string()) })
    .nullable(),
  /** Since when an anchor has been due that was not made; null: none has for long. */
  overdueSince: isoTime.nullable(),
  unanchored: z.strictObject({ entries: z.number().int(), oldestAt: isoTime.nullable() }),
  sinks: z.array(ledgerSinkView),
});
export type LedgerIntegrityView = z.infer<typeof ledgerIntegrityView>;
