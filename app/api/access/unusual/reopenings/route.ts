import { reopenFindingsOperation } from '@/lib/contract/operations/unusual';
import { route } from '@/lib/http/route';
import { reopenFindings } from '@/lib/services/reopen-findings';

export const POST = route({
  operation: reopenFindingsOperation,
  permission: 'review.sign',
  handler: (ctx, { body }) => reopenFindings(ctx, body),
});
