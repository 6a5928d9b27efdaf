import { cancelEventQuestionOperation } from '@/lib/contract/operations/event-questions';
import { route } from '@/lib/http/route';
import { cancelEventQuestion } from '@/lib/services/cancel-event-question';

export const POST = route({
  operation: cancelEventQuestionOperation,
  permission: 'history.read',
  handler: (ctx, { params }) => cancelEventQuestion(ctx, params),
});
