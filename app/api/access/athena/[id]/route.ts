import { getEventQuestionOperation } from '@/lib/contract/operations/event-questions';
import { route } from '@/lib/http/route';
import { getEventQuestion } from '@/lib/services/get-event-question';

export const GET = route({
  operation: getEventQuestionOperation,
  permission: 'history.read',
  handler: (ctx, { params, query }) => getEventQuestion(ctx, { ...params, query }),
});
