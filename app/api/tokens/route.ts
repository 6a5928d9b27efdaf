import { createTokenOperation, listTokensOperation } from '@/lib/contract/operations/tokens';
import { route } from '@/lib/http/route';
import { createToken } from '@/lib/services/create-token';
import { listTokens } from '@/lib/services/list-tokens';

export const GET = route({
  operation: listTokensOperation,
  permission: 'token.manage',
  handler: (ctx) => listTokens(ctx),
});

export const POST = route({
  operation: createTokenOperation,
  permission: 'token.manage',
  handler: (ctx, { body, idempotencyKey }) => createToken(ctx, { input: body, idempotencyKey }),
});
