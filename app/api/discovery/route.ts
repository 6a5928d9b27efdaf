import { getDiscoveryOperation } from '@/lib/contract/operations/system';
import { route } from '@/lib/http/route';
import { getDiscovery } from '@/lib/services/get-discovery';

export const GET = route({
  operation: getDiscoveryOperation,
  permission: 'settings.read',
  handler: (ctx, { query }) => getDiscovery(ctx, query),
});
