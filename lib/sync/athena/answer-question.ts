import 'server-only';
import { createHash } from 'node:crypto';
import type { AthenaSettings } from '@/lib/domain/athena/athena-settings';
import { findAbandoned, MOST_EVENTS, MOST_ROWS } from '@/lib/domain/athena/event-question';
import { toEventsQuery } from '@/lib/domain/athena/events-query';
import { toEvents } from '@/lib/domain/athena/to-events';
import { AppError } from '@/lib/domain/errors';
import { EVERYTHING } from '@/lib/domain/grant';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { EventQuestion, QuestionEnd } from '@/lib/domain/ports/event-question-store';
import type { Scope } from '@/lib/domain/scope';
import { toFailureFields } from '@/lib/sync/failure-fields';
import { findScope } from '@/lib/sync/find-scope';
import { ownRoles } from '@/lib/sync/history/own-roles';
import type { Handler } from '@/lib/sync/run-job';
import { findBytesLeft } from './ask-days';

interface Asking {
  question: EventQuestion;
  scope: Scope;
  athena: AthenaSettings;
  ownRoleArns: readonly string[];
  signal: AbortSignal;
}

/** Of a replica the ARN is that of its primary in another region. */
async function findSubject(ctx: SystemContext, { question, scope }: Asking) {
  if (question.secretId === null) return null;
  const row = await ctx.store.inventory.find(
    { inventory: EVERYTHING, history: EVERYTHING },
    question.secretId,
    ctx.now(),
  );
  if (row === null) throw new AppError('not_found', 'The secret is not known any more.');
  const [partition, service, , ...rest] = row.arn.split(':').slice(1);
  return { arn: ['arn', partition, service, scope.region, ...rest].join(':'), name: row.name };
}

/** Rows come newest first, so that what is left out is older than what was taken. */
async function read(ctx: SystemContext, asking: Asking): Promise<Omit<QuestionEnd, 'state'>> {
  const { question, scope, athena, signal } = asking;
  const { id, days, principalId } = question;
  const [from = '', to = ''] = [days[0], days.at(-1)];
  const { accountId, region } = scope;
  const subject = { secret: await findSubject(ctx, asking), principal: principalId };
  const sql = toEventsQuery(athena, { accountId, region, days }, subject);
  const context = { accountId, region, ownRoleArns: ownRoles(ctx, scope, asking.ownRoleArns) };
  const unreadable: Record<string, number> = {};
  let rows = 0;
  const pages = ctx.aws.athena.ask({
    sql,
    // A worker that takes it over goes on with the query that runs.
    token: createHash('sha256')
      .update(JSON.stringify([id, athena.region, athena.workgroup, sql]))
      .digest('base64url'),
    signal,
    note: async (query) => {
      await ctx.store.athena.noteQuery({ ...query, scopeId: scope.id, from, to, token: null }, ctx.now());
      return (await isWanted(ctx, id, query.bytesScanned)) ? findBytesLeft(ctx, athena, ctx.now()) : null;
    },
  });
  for await (const page of pages) {
    rows += page.length;
    const told = toEvents(page, context, principalId);
    for (const [reason, records] of told.unreadable) unreadable[reason] = (unreadable[reason] ?? 0) + records;
    if ((await ctx.store.eventQuestions.add(id, told.events)) > MOST_EVENTS) return { more: true, unreadable };
  }
  return { more: rows > MOST_ROWS, unreadable };
}

/** Who asked may have said that it is not, or gone away. */
async function isWanted(ctx: SystemContext, id: string, bytesScanned: number): Promise<boolean> {
  const { eventQuestions } = ctx.store;
  if (!(await eventQuestions.note(id, bytesScanned))) return false;
  const question = await eventQuestions.findOpen(id);
  const abandoned = question && findAbandoned(question, ctx.now());
  if (abandoned) await eventQuestions.cancel(id, abandoned, ctx.now());
  return question !== null && abandoned === null;
}

async function requireRoom(ctx: SystemContext, athena: AthenaSettings): Promise<void> {
  if ((await findBytesLeft(ctx, athena, ctx.now())) > 0) return;
  throw new AppError(
    'conflict',
    `Of the ${athena.bytesPerDay / 1e9} GB that may be scanned in a day, today’s are spent.`,
    {
      remedy: 'Ask on the next day (UTC), or have athena.gigabytesPerDay raised in keyledger.yaml.',
    },
  );
}

const OURS = {
  code: null,
  message: 'Keyledger itself failed while it asked.',
  remedy: "The worker's log tells why. Ask again.",
};

const toProblem = (error: unknown): NonNullable<QuestionEnd['problem']> => {
  if (!(error instanceof AppError)) return OURS;
  const { message, remedy } = error.problem ?? error;
  return { code: error.problem?.code ?? null, message, remedy: remedy ?? '' };
};

const isOfDatabase = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'unavailable' && error.problem === undefined;

/** A failure is the answer: whoever asked reads it, and asks again or does not. */
async function answer(ctx: SystemContext, asking: Asking): Promise<QuestionEnd> {
  try {
    await requireRoom(ctx, asking.athena);
    return { state: 'answered', ...(await read(ctx, asking)) };
  } catch (error) {
    if (asking.signal.aborted || isOfDatabase(error)) throw error;
    const { scopeId, id } = asking.question;
    const about = { room: 'sync', about: id, scope: scopeId };
    ctx.log.warn({ ...about, ...toFailureFields(error) }, 'Athena gave no events');
    return { state: 'failed', problem: toProblem(error) };
  }
}

/** One person's question for single events, of which no event goes into the store's own: nothing is counted twice. */
export function createQuestionHandler(ctx: SystemContext, ownRoleArns: readonly string[]): Handler {
  return async ({ about }, signal) => {
    const { eventQuestions } = ctx.store;
    const question = await eventQuestions.findOpen(about);
    if (question === null) return null;
    const { athena } = ctx.config;
    const scope = await findScope(ctx, question.scopeId);
    const abandoned = findAbandoned(question, ctx.now());
    // One that runs at AWS is asked about once more, so that it is stopped there.
    if (abandoned !== null && question.state === 'waiting') {
      await eventQuestions.cancel(about, abandoned, ctx.now());
      return null;
    }
    const gone = { code: null, message: 'Athena is not asked about this account and region any more.', remedy: '' };
    const end =
      athena === null || scope === null
        ? ({ state: 'failed', problem: gone } as const)
        : await answer(ctx, { question, scope, athena, ownRoleArns, signal });
    await eventQuestions.end(about, end, ctx.now(), MOST_EVENTS);
    return null;
  };
}
