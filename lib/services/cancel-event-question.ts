import 'server-only';
import { eventQuestionQuery, type EventQuestionDetail } from '@/lib/contract/event-questions';
import { AppError } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { getOwnQuestion } from './parts/event-question-sight';
import { toQuestionDetail } from './parts/event-question-view';

/** POST /api/access/athena/{id}/cancel: the worker stops the query at its next look. */
export async function cancelEventQuestion(ctx: Context, { id }: { id: string }): Promise<EventQuestionDetail> {
  authorize(ctx, 'history.read');
  await getOwnQuestion(ctx, id);
  const isStopped = await ctx.store.eventQuestions.cancel(id, 'It was stopped by whoever asked.', ctx.now());
  if (!isStopped) throw new AppError('conflict', 'This question is over: its answer is there, or why there is none.');
  return toQuestionDetail(ctx, await getOwnQuestion(ctx, id), eventQuestionQuery.parse({}));
}
