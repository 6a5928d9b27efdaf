import { exportAccessCsvOperation } from '@/lib/contract/operations/history';
import { route } from '@/lib/http/route';
import { exportAccess } from '@/lib/services/export-access';

export const GET = route({
  operation: exportAccessCsvOperation,
  permission: 'history.read',
  fileName: 'keyledger-events.csv',
  download: (ctx, { query }, { refresh }) => exportAccess(ctx, { format: 'csv', query, refresh }),
});
