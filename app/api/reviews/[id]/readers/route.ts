import { listReviewReadersOperation, markReadersOperation } from '@/lib/contract/operations/reviews';
import { route } from '@/lib/http/route';
import { listReviewReaders } from '@/lib/services/list-review-readers';
import { markReaders } from '@/lib/services/mark-readers';

export const GET = route({
  operation: listReviewReadersOperation,
  permission: 'history.read',
  handler: (ctx, { params, query }) => listReviewReaders(ctx, { ...query, ...params }),
});

export const POST = route({
  operation: markReadersOperation,
  permission: 'review.sign',
  handler: (ctx, { params, body }) => markReaders(ctx, { ...body, ...params }),
});
