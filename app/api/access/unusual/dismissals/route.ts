import { dismissFindingsOperation } from '@/lib/contract/operations/unusual';
import { route } from '@/lib/http/route';
import { dismissFindings } from '@/lib/services/dismiss-findings';

export const POST = route({
  operation: dismissFindingsOperation,
  permission: 'review.sign',
  handler: (ctx, { body }) => dismissFindings(ctx, body),
});
