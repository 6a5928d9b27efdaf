import 'server-only';
import type { EventQuestionDetail, EventQuestionQuery, EventQuestionView } from '@/lib/contract/event-questions';
import { KEPT_MINUTES, toBilledBytes } from '@/lib/domain/athena/event-question';
import type { Context } from '@/lib/domain/ports/context';
import { holds } from '@/lib/domain/grant';
import type { ScopeProblem } from '@/lib/domain/scope';
import type { EventQuestion } from '@/lib/domain/ports/event-question-store';
import { toPrincipalKey } from '@/lib/domain/secret-id';
import { sightOf } from './authorize';
import { cutEventPage, toEventPosition } from './event-page';
import { seesAllHistory } from './event-question-sight';
import { toEventView } from './to-event-view';
import { toWire, toWireOrNull } from './wire-time';

/** AWS's own sentences, and ours that name its resources, are for who may read the settings. The others learn what it means. */
function toProblemView(ctx: Context, problem: EventQuestion['problem']): EventQuestionView['problem'] {
  if (problem === null) return null;
  const { code, message, remedy } = problem;
  if (code === null || holds(ctx.actor.grants, 'settings.read')) return { message, remedy };
  return { message: IN_WORDS[code], remedy: 'Whoever runs Keyledger sees more in Settings and here.' };
}

const IN_WORDS = {
  throttled: 'It took more than may be scanned, or than Athena gives a query.',
  denied: 'AWS denies a permission that Keyledger needs.',
  expired: 'The credentials have expired.',
  region_off: 'The region is not enabled for this account.',
  unreachable: 'AWS could not be reached.',
  protocol: 'The answer could not be understood.',
  unsupported: 'The table is not as Keyledger needs it.',
  unknown: 'Athena could not answer.',
} as const satisfies Record<ScopeProblem['code'], string>;

export const toQuestionView = (ctx: Context, question: EventQuestion, secretName: string | null): EventQuestionView => {
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
    problem: toProblemView(ctx, problem),
  };
};

/** With as many of its events as are in sight; before it is answered there are none. */
export async function toQuestionDetail(
  ctx: Context,
  { question, secretName }: { question: EventQuestion; secretName: string | null },
  query: EventQuestionQuery,
): Promise<EventQuestionDetail> {
  const sight = sightOf(ctx);
  const { eventQuestions } = ctx.store;
  const page = { limit: query.limit + 1, after: toEventPosition(query.cursor) };
  const [rows, total] =
    question.state !== 'answered'
      ? [[], 0]
      : await Promise.all([
          eventQuestions.events(question.id, sight, page),
          eventQuestions.countEvents(question.id, sight),
        ]);
  const { page: events, nextCursor } = cutEventPage(rows, query.limit);
  // What nobody understood may be about anything.
  const unreadable = seesAllHistory(ctx) ? Object.entries(question.unreadable) : [];
  return {
    question: toQuestionView(ctx, question, secretName),
    source: 'athena',
    events: events.map(toEventView),
    total,
    more: question.more,
    unreadable: unreadable.map(([reason, records]) => ({ reason, records })),
    nextCursor,
  };
}
