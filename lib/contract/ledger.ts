import { z } from './zod';
import { LEDGER_PHASES } from '@/lib/domain/ledger-entry';
import { OWN_ACTIONS, PERMISSION_NAMES, type LedgerAction } from '@/lib/domain/permission';
import { ledgerIntegrityView } from './ledger-integrity';
import { askedTime, isoTime, opaqueId, pageLimit, repeated, storedText } from './shared';

export const LEDGER_ACTIONS: readonly LedgerAction[] = [...PERMISSION_NAMES, ...OWN_ACTIONS];
const ledgerAction = z.enum(LEDGER_ACTIONS);

export const ledgerEntryView = z.strictObject({
  seq: z.number().int(),
  at: isoTime,
  actId: z.string(),
  action: ledgerAction,
  phase: z.enum(LEDGER_PHASES),
  /** `token`: the API token that acted as this person. */
  actor: z.strictObject({
    id: z.string(),
    name: z.string(),
    persona: z.string().nullable(),
    token: z.strictObject({ id: z.string(), name: z.string() }).optional(),
  }),
  secret: z.strictObject({ id: opaqueId, name: z.string(), arn: z.string(), environment: z.string() }).nullable(),
  reason: z.string().nullable(),
  code: z.string().nullable(),
  count: z.number().int(),
  requestId: z.string().nullable(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  hash: z.string(),
  prevHash: z.string(),
});
export type LedgerEntryView = z.infer<typeof ledgerEntryView>;

/** Text that an entry's reason, person or secret holds, taken literally. */
const filters = {
  action: repeated(ledgerAction),
  phase: repeated(z.enum(LEDGER_PHASES)),
  actor: storedText(512).optional(),
  secret: opaqueId.optional(),
  from: askedTime.optional(),
  to: askedTime.optional(),
  q: storedText(256).optional(),
};

export const ledgerExportQuery = z.strictObject(filters);
export type LedgerExportInput = z.infer<typeof ledgerExportQuery>;

export const ledgerQuery = z.strictObject({
  ...filters,
  limit: pageLimit(50),
  cursor: z.string().max(2048).optional(),
});
export type LedgerQueryInput = z.infer<typeof ledgerQuery>;

export const ledgerList = z.strictObject({
  items: z.array(ledgerEntryView),
  nextCursor: z.string().nullable(),
  /** append-only: the database role cannot change it; tamper-evident: it could, and verification would show it. */
  guard: z.enum(['append-only', 'tamper-evident']),
  /** null: for those alone who see all of the ledger, since it counts all entries. */
  integrity: ledgerIntegrityView.nullable(),
  /** How many match, up to 10,000; only on the first page. */
  total: z.strictObject({ entries: z.number().int(), more: z.boolean() }).nullable(),
});
export type LedgerList = z.infer<typeof ledgerList>;
