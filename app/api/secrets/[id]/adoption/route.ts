import { getAdoptionOperation } from '@/lib/contract/operations/secrets';
import { route } from '@/lib/http/route';
import { getAdoption } from '@/lib/services/get-adoption';

export const GET = route({
  operation: getAdoptionOperation,
  permission: 'history.read',
  handler: (ctx, { params }) => getAdoption(ctx, params),
});
