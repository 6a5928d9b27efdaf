import { exportWaveCsvOperation } from '@/lib/contract/operations/waves';
import { route } from '@/lib/http/route';
import { exportWave } from '@/lib/services/export-wave';

export const GET = route({
  operation: exportWaveCsvOperation,
  permission: 'inventory.read',
  fileName: 'keyledger-wave.csv',
  download: (ctx, { params }, { refresh }) => exportWave(ctx, { ...params, format: 'csv', refresh }),
});
