import { exportAccessOperation } from '@/lib/contract/operations/history';
import { route } from '@/lib/http/route';
import { exportAccess } from '@/lib/services/export-access';

export const GET = route({
  operation: exportAccessOperation,
  permission: 'history.read',
  fileName: 'keyledger-events.jsonl',
  download: (ctx, { query }, { refresh }) => exportAccess(ctx, { format: 'jsonl', query, refresh }),
});
