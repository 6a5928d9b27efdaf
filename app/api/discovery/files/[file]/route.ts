import { getDiscoveryFileOperation } from '@/lib/contract/operations/system';
import { route } from '@/lib/http/route';
import { getDiscoveryFile } from '@/lib/services/get-discovery-file';

export const GET = route({
  operation: getDiscoveryFileOperation,
  permission: 'settings.read',
  handler: (ctx, { params }) => getDiscoveryFile(ctx, params.file),
});
