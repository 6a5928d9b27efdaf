import { listUnexpectedOperation } from '@/lib/contract/operations/reviews';
import { route } from '@/lib/http/route';
import { listUnexpected } from '@/lib/services/list-unexpected';

export const GET = route({
  operation: listUnexpectedOperation,
  permission: 'history.read',
  handler: (ctx, { query }) => listUnexpected(ctx, query),
});
