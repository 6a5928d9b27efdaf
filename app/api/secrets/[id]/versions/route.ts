import { listVersionsOperation } from '@/lib/contract/operations/secrets';
import { route } from '@/lib/http/route';
import { listVersions } from '@/lib/services/list-versions';

export const GET = route({
  operation: listVersionsOperation,
  permission: 'inventory.read',
  handler: (ctx, { params }) => listVersions(ctx, params),
});
