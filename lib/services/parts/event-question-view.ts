import 'server-only';
import type { EventQuestionDetail, EventQuestionQuery, EventQuestionView } from '@/lib/contract/event-questions';
import { isOpen, KEPT_MINUTES, toBilledBytes } from '@/lib/domain/athena/event-question';
import type { Context } from '@/lib/domain/ports/context';
import type { EventQuestion } from '@/lib/domain/ports/event-question-store';
import { toPrincipalKey } from '@/lib/domain/secret-id';
import { sightOf } from './authorize';
import { cutEventPage, toEventPosition } from './event-page';
import { seesAllHistory } from './event-question-sight';
import { toEventView } from './to-event-view';
import { toWire, toWireOrNull } from './wire-time';

export const toQuestionView = (question: EventQuestion, secretName: string | null): EventQuestionView => {
  const { id, state, scopeId, days, secretId, principalId, askedAt, endedAt, bytesScanned, problem } = question;
  return {
    id,
    state,
    scope: scopeId,
    from: days[0] ?? '',
    to: days.at(-1) ?? '',
    days: days.length,
    secret: secretId === null ? null : { id: secretId, name: secretName ?? '' },
    principal: principalId === null ? null : { id: toPrincipalKey(principalId), name: principalId },
    askedAt: toWire(askedAt),
    endedAt: toWireOrNull(endedAt),
    keptUntil: toWire(new Date(askedAt.getTime() + KEPT_MINUTES * 60_000)),
    bytes: bytesScanned,
    billedBytes: toBilledBytes(bytesScanned),
    problem,
  };
};

/** With as many of its events as are in sight; while it goes on there are none. */
export async function toQuestionDetail(
  ctx: Context,
  { question, secretName }: { question: EventQuestion; secretName: string | null },
  query: EventQuestionQuery,
): Promise<EventQuestionDetail> {
  const sight = sightOf(ctx);
  const { eventQuestions } = ctx.store;
  const page = { limit: query.limit + 1, after: toEventPosition(query.cursor) };
  const [rows, total] = isOpen(question.state)
    ? [[], 0]
    : await Promise.all([
        eventQuestions.events(question.id, sight, page),
        eventQuestions.countEvents(question.id, sight),
      ]);
  const { page: events, nextCursor } = cutEventPage(rows, query.limit);
  // What nobody understood may be about anything.
  const unreadable = seesAllHistory(ctx) ? Object.entries(question.unreadable) : [];
  return {
    question: toQuestionView(question, secretName),
    source: 'athena',
    events: events.map(toEventView),
    total,
    more: question.more,
    unreadable: unreadable.map(([reason, records]) => ({ reason, records })),
    nextCursor,
  };
}
