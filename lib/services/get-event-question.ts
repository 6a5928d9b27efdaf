import 'server-only';
import type { EventQuestionDetail, EventQuestionQuery } from '@/lib/contract/event-questions';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { getOwnQuestion } from './parts/event-question-sight';
import { toQuestionDetail } from './parts/event-question-view';

/** GET /api/access/athena/{id}: asks AWS nothing, and tells the worker that somebody still waits. */
export async function getEventQuestion(
  ctx: Context,
  { id, query }: { id: string; query: EventQuestionQuery },
): Promise<EventQuestionDetail> {
  authorize(ctx, 'history.read');
  const found = await getOwnQuestion(ctx, id);
  await ctx.store.eventQuestions.touch(id, ctx.now());
  return toQuestionDetail(ctx, found, query);
}
