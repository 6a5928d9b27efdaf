import { endTokenOperation } from '@/lib/contract/operations/tokens';
import { route } from '@/lib/http/route';
import { endToken } from '@/lib/services/end-token';

export const DELETE = route({
  operation: endTokenOperation,
  permission: 'token.manage',
  handler: (ctx, { params }) => endToken(ctx, params),
});
