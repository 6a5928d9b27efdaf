import { z } from './zod';
import { eventView, pageOfEvents, unkeptView } from './access';
import { periodFilters, scopeCoverageView } from './access-list';
import { ledgerEntryView } from './ledger';
import { isoTime, wholeNumber } from './shared';

export const ledgerEntryParams = z.strictObject({ seq: wholeNumber(1, Number.MAX_SAFE_INTEGER) });

export const ledgerEntryDetail = z.strictObject({
  entry: ledgerEntryView,
  /** Whether its hash is that of its content. */
  sealed: z.boolean(),
  /** The other entries of the same act in sight, oldest first. */
  related: z.array(ledgerEntryView),
  /** What CloudTrail recorded of the call; null: the entry names none, none is known yet, or it is not yours to see. */
  event: eventView.nullable(),
  /** Whether the entry names a call to AWS that CloudTrail should have. */
  namesCall: z.boolean(),
  /** Whether events of its time and kind are deleted. */
  eventUnkept: z.boolean(),
});
export type LedgerEntryDetail = z.infer<typeof ledgerEntryDetail>;

const { limit, cursor } = pageOfEvents;
export const outsideQuery = z.strictObject({ ...periodFilters, limit, cursor });
export type OutsideQuery = z.infer<typeof outsideQuery>;

export const outsideReadsList = z.strictObject({
  /** Successful reads of values by people, by who is not known, or as this dashboard, of which the ledger has no entry; newest first. */
  events: z.array(eventView),
  coverage: z.array(scopeCoverageView),
  /** Of which none is listed any more. */
  unkept: z.array(unkeptView),
  from: isoTime,
  to: isoTime,
  nextCursor: z.string().nullable(),
});
export type OutsideReadsList = z.infer<typeof outsideReadsList>;
