import { getMeOperation } from '@/lib/contract/operations/system';
import { route } from '@/lib/http/route';
import { getMe } from '@/lib/services/get-me';

export const GET = route({
  operation: getMeOperation,
  permission: 'signed-in',
  handler: (ctx) => getMe(ctx),
});
