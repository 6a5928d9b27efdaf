import 'server-only';
import type { LedgerExportInput } from '@/lib/contract/ledger';
import type { LedgerQuery } from '@/lib/domain/ports/act-stores';

/** What of the ledger was asked for, as the store takes it. */
export const toLedgerFilter = ({
  action,
  phase,
  actor,
  secret,
  from,
  to,
  q,
}: LedgerExportInput): Omit<LedgerQuery, 'limit' | 'beforeSeq'> => ({
  action,
  phase,
  ...(actor !== undefined && { actor }),
  ...(secret !== undefined && { secretId: secret }),
  ...(from !== undefined && { from: new Date(from) }),
  ...(to !== undefined && { to: new Date(to) }),
  ...(q !== undefined && { text: q }),
});
