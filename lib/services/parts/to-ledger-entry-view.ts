import 'server-only';
import type { LedgerEntryView } from '@/lib/contract/ledger';
import type { LedgerEntry } from '@/lib/domain/ledger-entry';
import { toWire } from './wire-time';

/** Without the facts that visibility was decided by. */
export const toLedgerEntryView = (entry: LedgerEntry): LedgerEntryView => ({
  seq: entry.seq,
  at: toWire(entry.at),
  actId: entry.actId,
  action: entry.action,
  phase: entry.phase,
  actor: entry.actor,
  secret: entry.secret && {
    id: entry.secret.id,
    name: entry.secret.name,
    arn: entry.secret.arn,
    environment: entry.secret.environment,
  },
  reason: entry.reason,
  code: entry.code,
  count: entry.count,
  requestId: entry.requestId,
  detail: entry.detail,
  hash: entry.hash,
  prevHash: entry.prevHash,
});
