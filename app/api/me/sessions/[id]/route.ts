import { endMySessionOperation } from '@/lib/contract/operations/system';
import { route } from '@/lib/http/route';
import { endMySession } from '@/lib/services/end-my-session';

export const DELETE = route({
  operation: endMySessionOperation,
  permission: 'signed-in',
  handler: (ctx, { params }) => endMySession(ctx, params),
});
