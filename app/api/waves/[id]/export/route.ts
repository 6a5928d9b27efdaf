import { exportWaveOperation } from '@/lib/contract/operations/waves';
import { route } from '@/lib/http/route';
import { exportWave } from '@/lib/services/export-wave';

export const GET = route({
  operation: exportWaveOperation,
  permission: 'inventory.read',
  fileName: 'keyledger-wave.jsonl',
  download: (ctx, { params }, { refresh }) => exportWave(ctx, { ...params, format: 'jsonl', refresh }),
});
