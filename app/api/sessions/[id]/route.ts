import { endSessionOperation } from '@/lib/contract/operations/system';
import { route } from '@/lib/http/route';
import { endSession } from '@/lib/services/end-session';

export const DELETE = route({
  operation: endSessionOperation,
  permission: 'session.end',
  handler: (ctx, { params }) => endSession(ctx, params),
});
