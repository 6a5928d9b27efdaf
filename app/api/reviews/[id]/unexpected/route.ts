import { resolveReaderOperation } from '@/lib/contract/operations/reviews';
import { route } from '@/lib/http/route';
import { resolveReader } from '@/lib/services/resolve-reader';

export const POST = route({
  operation: resolveReaderOperation,
  permission: 'review.sign',
  handler: (ctx, { params, body }) => resolveReader(ctx, { ...body, ...params }),
});
