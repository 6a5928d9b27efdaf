import 'server-only';
import type { AthenaDaysQuery, AthenaDaysView } from '@/lib/contract/event-questions';
import { KEPT_MINUTES, LONGEST_QUESTION, MOST_EVENTS, toKeptSince, toRuns } from '@/lib/domain/athena/event-question';
import { LATE_DAYS } from '@/lib/domain/athena/roll-up-query';
import { addDays, dayOf } from '@/lib/domain/day';
import { notFound } from '@/lib/domain/errors';
import { MOST_ASKED } from '@/lib/domain/hourly-limits';
import type { Context } from '@/lib/domain/ports/context';
import { authorize, sightOf } from './parts/authorize';
import { seesAllHistory } from './parts/event-question-sight';
import { toQuestionView } from './parts/event-question-view';
import { getReadableSecret } from './parts/readable-secret';
import { findTakenDays } from './parts/taken-days';
import { toPrincipalView } from './parts/to-event-view';

/** What a day scans is told by the last of them. */
const LATELY_DAYS = 7;

/** GET /api/access/athena: of which days within sight Athena tells, so that there are no single events of them. */
export async function listAthenaDays(ctx: Context, query: AthenaDaysQuery): Promise<AthenaDaysView> {
  authorize(ctx, 'history.read');
  const secret = query.secret === undefined ? null : await getReadableSecret(ctx, query.secret);
  const { eventQuestions, history } = ctx.store;
  const sight = sightOf(ctx);
  const principal = query.principal === undefined ? null : await history.findPrincipal(sight, query.principal);
  if (query.principal !== undefined && principal === null) throw notFound('principal');
  const days = await findTakenDays(ctx, query, secret);
  const since = new Date(addDays(dayOf(ctx.now()), -LATELY_DAYS));
  const [bytes, questions] = await Promise.all([
    eventQuestions.bytesOfDays([...days.keys()], since),
    eventQuestions.list(ctx.actor.id, toKeptSince(ctx.now())),
  ]);
  return {
    secret: secret && { id: secret.id, name: secret.name },
    principal: principal && toPrincipalView(principal.principal),
    scopes: [...days].map(([scope, owned]) => ({
      scope,
      days: owned.length,
      runs: toRuns(owned),
      bytesADay: bytes.get(scope) ?? null,
    })),
    mayAsk: secret !== null || seesAllHistory(ctx),
    limits: {
      days: LONGEST_QUESTION,
      events: MOST_EVENTS,
      keptMinutes: KEPT_MINUTES,
      anHour: MOST_ASKED,
      lateDays: LATE_DAYS,
    },
    questions: await toViews(ctx, questions),
  };
}

/** About what is still in sight. */
async function toViews(
  ctx: Context,
  questions: Awaited<ReturnType<Context['store']['eventQuestions']['list']>>,
): Promise<AthenaDaysView['questions']> {
  const ids = questions.flatMap(({ secretId }) => secretId ?? []);
  const names = await ctx.store.eventQuestions.secretNames(sightOf(ctx), ids);
  const all = seesAllHistory(ctx);
  return questions
    .filter(({ secretId }) => (secretId === null ? all : names.has(secretId)))
    .map((question) => toQuestionView(ctx, question, names.get(question.secretId ?? '') ?? null));
}
