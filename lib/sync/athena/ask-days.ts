import 'server-only';
import { createHash } from 'node:crypto';
import type { AthenaSettings } from '@/lib/domain/athena/athena-settings';
import { toRollUpQuery } from '@/lib/domain/athena/roll-up-query';
import { DayGroups, toDayRow, type DayGroup } from '@/lib/domain/athena/to-day-groups';
import type { SystemContext } from '@/lib/domain/ports/context';
import { dayOf } from '@/lib/domain/day';
import { AppError } from '@/lib/domain/errors';
import type { Scope } from '@/lib/domain/scope';
import { ownRoles } from '@/lib/sync/history/own-roles';

export interface Question {
  scope: Scope;
  athena: AthenaSettings;
  /** `YYYY-MM-DD`, both ends in it. */
  days: { from: string; to: string };
  /** Under which AWS knows the query: the same token, the same query. */
  token: string;
  ownRoleArns: readonly string[];
  signal: AbortSignal;
}

type Planned = Pick<Question, 'days' | 'token'> & { sql: string; isUnderWay: boolean };

const digest = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

/** Athena gives a query 30 minutes, and four hours where that was raised. */
const LONGEST_QUERY = 6 * 3_600_000;

/**
 * What to ask: `days`, but where a query of the scope is under way, that one again, whatever would be asked by now. It is
 * paid for whoever looks at it. `failures`: AWS keeps a token for the query that failed under it.
 */
export async function planQuestion(
  ctx: SystemContext,
  asked: Pick<Question, 'scope' | 'athena'> & { days: Question['days'] | null; failures: number },
): Promise<Planned | null> {
  const { scope, athena, days, failures } = asked;
  const now = ctx.now();
  const { accountId, region } = scope;
  const toSql = ({ from, to }: Question['days']) => toRollUpQuery(athena, { accountId, region, from, to });
  const toQuestion = (sql: string) => [athena.region, athena.workgroup, sql];
  const known = await ctx.store.athena.underWay(scope.id, new Date(now.getTime() - LONGEST_QUERY));
  if (known) {
    const sql = toSql(known);
    // Of another table or in other words it would not be the same question.
    if (known.token.startsWith(digest(toQuestion(sql))))
      return { days: known, sql, token: known.token, isUnderWay: true };
  }
  if (days === null) return null;
  const sql = toSql(days);
  return { days, sql, token: `${digest(toQuestion(sql))}${digest([dayOf(now), failures])}`, isUnderWay: false };
}

/** Of what may be scanned today, over all that asks: below none where more was scanned already. */
export const findBytesLeft = async (ctx: SystemContext, { bytesPerDay }: AthenaSettings, now: Date): Promise<number> =>
  bytesPerDay - (await ctx.store.athena.bytesSince(new Date(dayOf(now))));

type Answer = Pick<DayGroups, 'records'> & { groups: readonly DayGroup[] };

async function read(ctx: SystemContext, question: Question & Planned): Promise<Answer> {
  const { scope, athena, sql, token, signal } = question;
  const { from, to } = question.days;
  const { accountId, region } = scope;
  const context = { accountId, region, ownRoleArns: ownRoles(ctx, scope, question.ownRoleArns) };
  const groups = new DayGroups();
  const pages = ctx.aws.athena.ask({
    sql,
    token,
    signal,
    note: async (query) => {
      const now = ctx.now();
      await ctx.store.athena.noteQuery({ ...query, scopeId: scope.id, from, to, token }, now);
      return findBytesLeft(ctx, athena, now);
    },
  });
  for await (const page of pages)
    for (const row of page) {
      const told = toDayRow(row, context);
      if (told.day >= from && told.day <= to) groups.add(told);
    }
  return { groups: groups.list, records: groups.records };
}

/**
 * A day whose answer alone is too large, or not in Athena's form, would have no other the next time: it counts as asked, and
 * nothing is taken of it.
 */
function findNothing({ days: { from, to } }: Question, error: unknown): Answer | null {
  const isUseless = error instanceof AppError && (error.code === 'too_large' || error.problem?.code === 'protocol');
  return isUseless && from === to ? { groups: [], records: new Map() } : null;
}

/**
 * Asks for days of one scope, and has Athena tell of them from then on, as far as it tells no less than what is known. Says
 * whether there was a record of anything. A worker that dies leaves a query that the next one takes up.
 */
export async function askDays(ctx: SystemContext, question: Question & Planned): Promise<boolean> {
  const { scope, athena, days } = question;
  const claims = athena.trail.completeReads;
  const { from, to } = days;
  const apply = async (answer: Answer) =>
    ctx.store.athena.applyDays({ scopeId: scope.id, from, to, ...answer, claims, at: ctx.now() });
  try {
    const answer = await read(ctx, question);
    await apply(answer);
    return answer.records.size > 0;
  } catch (error) {
    const nothing = findNothing(question, error);
    if (nothing) await apply(nothing);
    throw error;
  }
}
