import { getPreflightOperation } from '@/lib/contract/operations/secrets';
import { route } from '@/lib/http/route';
import { getPreflight } from '@/lib/services/get-preflight';

export const GET = route({
  operation: getPreflightOperation,
  permission: 'inventory.read',
  handler: (ctx, { params }) => getPreflight(ctx, params),
});
