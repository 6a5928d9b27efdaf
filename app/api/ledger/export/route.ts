import { exportLedgerOperation } from '@/lib/contract/operations/ledger';
import { route } from '@/lib/http/route';
import { exportLedger } from '@/lib/services/export-ledger';

export const GET = route({
  operation: exportLedgerOperation,
  permission: 'ledger.read',
  fileName: 'keyledger-ledger.jsonl',
  download: (ctx, { query }, { refresh }) => exportLedger(ctx, { format: 'jsonl', query, refresh }),
});
