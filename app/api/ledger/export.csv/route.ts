import { exportLedgerCsvOperation } from '@/lib/contract/operations/ledger';
import { route } from '@/lib/http/route';
import { exportLedger } from '@/lib/services/export-ledger';

export const GET = route({
  operation: exportLedgerCsvOperation,
  permission: 'ledger.read',
  fileName: 'keyledger-ledger.csv',
  download: (ctx, { query }, { refresh }) => exportLedger(ctx, { format: 'csv', query, refresh }),
});
