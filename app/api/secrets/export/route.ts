import { exportSecretsOperation } from '@/lib/contract/operations/secrets';
import { route } from '@/lib/http/route';
import { exportSecrets } from '@/lib/services/export-secrets';

export const GET = route({
  operation: exportSecretsOperation,
  permission: 'inventory.read',
  fileName: 'keyledger-secrets.jsonl',
  download: (ctx, { query }, { refresh }) => exportSecrets(ctx, { format: 'jsonl', query, refresh }),
});
