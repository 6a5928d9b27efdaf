import { listMatrixOperation } from '@/lib/contract/operations/secrets';
import { route } from '@/lib/http/route';
import { listMatrix } from '@/lib/services/list-matrix';

export const GET = route({
  operation: listMatrixOperation,
  permission: 'inventory.read',
  handler: (ctx, { query }) => listMatrix(ctx, query),
});
