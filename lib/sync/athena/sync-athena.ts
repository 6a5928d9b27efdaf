import 'server-only';
import { isAskedFor, type AthenaSettings } from '@/lib/domain/athena/athena-settings';
import { untilOwnReading } from '@/lib/domain/athena/own-reading';
import { isSilent, mostDays, planDays } from '@/lib/domain/athena/plan-days';
import { addDays, dayOf } from '@/lib/domain/day';
import { ofEvents } from '@/lib/domain/history/of-events';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Scope, ScopeProblem } from '@/lib/domain/scope';
import { findScope } from '@/lib/sync/find-scope';
import { recordFailure, type Problem } from '@/lib/sync/record-failure';
import type { Handler, Next } from '@/lib/sync/run-job';
import { askDays, findBytesLeft, planQuestion } from './ask-days';

/** A day is over once a day; what changes besides is who tells of one, and what keyledger.yaml says. */
const LOOK_SECONDS = 1_800;
/** Whether AWS's own history can be read is known within moments of a start. */
const WAITING_SECONDS = 20;
/** What was scanned longer ago says little of a day now: the table or the trail may be another. */
const LATELY_DAYS = 7;
/** Troubles of the way to AWS: a query that ran meanwhile has its answer still. */
const PASSING: ReadonlySet<ScopeProblem['code']> = new Set(['throttled', 'unreachable', 'expired', 'denied']);

interface Turn {
  scope: Scope;
  athena: AthenaSettings;
  ownRoleArns: readonly string[];
  failures: number;
  signal: AbortSignal;
  now: Date;
}

async function planTurn(ctx: SystemContext, { scope, athena, failures, now }: Turn) {
  const { id } = scope;
  const left = await findBytesLeft(ctx, athena, now);
  const since = new Date(addDays(dayOf(now), -LATELY_DAYS));
  const most = mostDays(await ctx.store.athena.bytesOfDay(id, since), left);
  const coverage = (await ctx.store.history.coverage([id])).get(id) ?? [];
  const conditions = await ctx.store.scopes.conditions();
  const state = conditions.find((condition) => condition.scope.id === id)?.history.state ?? 'waiting';
  const asked = await ctx.store.athena.askedDays(id);
  const plan = planDays({
    intervals: ofEvents(coverage),
    asked,
    since: athena.trail.since,
    until: untilOwnReading({ coverage, state, now }),
    // What failed may have been too much at once.
    most: Math.max(1, Math.floor(most / 2 ** failures)),
    now,
  });
  return { ...plan, hasRoom: most >= 1, isWaiting: state === 'waiting', isSilent: isSilent(asked, athena.trail.since) };
}

const toEnough = ({ bytesPerDay }: AthenaSettings): Problem => ({
  code: 'throttled',
  message: `athena: of the ${bytesPerDay / 1e9} GB that may be scanned in a day, today’s are spent, or fewer are left than the next question scans.`,
  remedy:
    'It goes on with the next day (UTC). Raise athena.gigabytesPerDay in keyledger.yaml if that is too slow, or if it stays so.',
});

const toSilence = ({ accountId, region }: Scope): Problem => ({
  code: 'unsupported',
  message: `athena: the table sees no file of account ${accountId} in ${region} on the days that were asked for last.`,
  remedy:
    'Compare bucket, prefix, organization and since in keyledger.yaml with the trail, and the table with the statement that Settings → Athena prints: it may list other accounts.',
});

/** A failure that the answer itself is the reason of is one whenever that is read again: then its query is over. */
async function noteFailure(ctx: SystemContext, { id }: Scope, problem: Problem): Promise<void> {
  if (!PASSING.has(problem.code)) await ctx.store.athena.giveUp(id);
  await ctx.store.athena.recordOutcome(id, { problem, answered: false }, ctx.now());
}

/**
 * One scope's next days. Days that the stored events tell whole by now go back to them first: of each day of a scope one
 * source tells, and whenever that changes the day is worked out anew.
 */
async function takeTurn(ctx: SystemContext, turn: Turn): Promise<Next> {
  const { scope, athena, failures, now } = turn;
  const plan = await planTurn(ctx, turn);
  await ctx.store.athena.giveBack(scope.id, plan.giveBack, athena.trail.completeReads, now);
  const question = await planQuestion(ctx, { scope, athena, days: plan.ask, failures });
  const say = (problem: Problem | null, answered: boolean) =>
    ctx.store.athena.recordOutcome(scope.id, { problem, answered }, ctx.now());
  if (question === null) {
    await say(plan.isSilent ? toSilence(scope) : null, false);
    return { afterSeconds: plan.isWaiting ? WAITING_SECONDS : LOOK_SECONDS };
  }
  // One that runs is paid for already.
  if (!question.isUnderWay && !plan.hasRoom) {
    await say(toEnough(athena), false);
    return { afterSeconds: LOOK_SECONDS };
  }
  const hadRecords = await askDays(ctx, { ...turn, ...question });
  await say(hadRecords ? null : toSilence(scope), true);
  return { afterSeconds: 0 };
}

export function createAthenaHandler(ctx: SystemContext, ownRoleArns: readonly string[]): Handler {
  return async ({ about, failures }, signal): Promise<Next> => {
    const { athena } = ctx.config;
    const scope = await findScope(ctx, about);
    if (scope === null) return null;
    const now = ctx.now();
    // What keyledger.yaml does not ask for any more is not told, or covered, by what it once asked for.
    if (athena === null || !isAskedFor(athena, scope)) {
      await ctx.store.athena.forget(scope.id, now);
      return null;
    }
    return recordFailure({ signal, doing: 'asked Athena', record: (problem) => noteFailure(ctx, scope, problem) }, () =>
      takeTurn(ctx, { scope, athena, ownRoleArns, failures, signal, now }),
    );
  };
}
