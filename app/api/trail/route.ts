import { getTrailOperation } from '@/lib/contract/operations/trail';
import { route } from '@/lib/http/route';
import { getTrail } from '@/lib/services/get-trail';

export const GET = route({
  operation: getTrailOperation,
  permission: 'settings.read',
  handler: (ctx) => getTrail(ctx),
});
