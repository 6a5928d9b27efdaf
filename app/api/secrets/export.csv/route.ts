import { exportSecretsCsvOperation } from '@/lib/contract/operations/secrets';
import { route } from '@/lib/http/route';
import { exportSecrets } from '@/lib/services/export-secrets';

export const GET = route({
  operation: exportSecretsCsvOperation,
  permission: 'inventory.read',
  fileName: 'keyledger-secrets.csv',
  download: (ctx, { query }, { refresh }) => exportSecrets(ctx, { format: 'csv', query, refresh }),
});
