import { getAthenaOperation } from '@/lib/contract/operations/athena';
import { route } from '@/lib/http/route';
import { getAthena } from '@/lib/services/get-athena';

export const GET = route({
  operation: getAthenaOperation,
  permission: 'settings.read',
  handler: (ctx) => getAthena(ctx),
});
