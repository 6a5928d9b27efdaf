import 'server-only';
import { normaliseRecord } from '@/lib/domain/event/normalise-record';
import { AppError } from '@/lib/domain/errors';
import type { AccessEvent } from '@/lib/domain/event-record';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { RotationRun } from '@/lib/domain/run';
import type { Scope } from '@/lib/domain/scope';
import { toFailureFields } from '@/lib/sync/failure-fields';
import { ownRoles } from '@/lib/sync/history/own-roles';

/** A failure shows in CloudTrail alone; each call of a look is one of two a second that the scope has. */
const LOOK_EVERY_MS = 3_000;
const EACH_CALL_MS = 1_500;
const BEFORE_MS = 5_000;
/** Ends that no label shows, or none any longer. Where one page does not tell all since the runs began, they are asked for by name: in a large wave our own looks at labels are the newest events. */
const ENDS = ['RotationFailed', 'RotationAbandoned', 'RotationSucceeded'];
const MOST_PAGES = 2;
/** A run that is younger has no time to lose, and its next look has what this one finds. */
const YOUNG_MS = 60_000;

interface Looked {
  /** When those that are followed there began. */
  runs: Map<string, Date>;
  /** When the next look is due, by performance.now(). */
  dueAt: number;
  looking: Promise<void> | null;
  events: AccessEvent[];
}

/** What CloudTrail tells of runs, of all that are followed in an account and region by one look. */
export interface RunLooks {
  /** Until what it returns is called. */
  follow(scope: Scope, run: RotationRun): () => void;
  events(scope: Scope, run: RotationRun): Promise<readonly AccessEvent[]>;
}

export function createRunLooks(ctx: SystemContext, ownRoleArns: readonly string[]): RunLooks {
  const scopes = new Map<string, Looked>();

  async function look(scope: Scope, looked: Looked): Promise<void> {
    const begun = performance.now();
    looked.dueAt = begun + LOOK_EVERY_MS;
    const began = [...looked.runs.values()].map((at) => at.getTime());
    const range = { from: new Date(Math.min(...began) - BEFORE_MS), to: ctx.now() };
    const events: AccessEvent[] = [];
    try {
      const calls = await lookUp(ctx, scope, range, ownRoleArns, events);
      looked.dueAt = Math.max(looked.dueAt, begun + calls * EACH_CALL_MS);
    } catch (error) {
      // Without the right to read CloudTrail a run can still be seen to succeed.
      if (!(error instanceof AppError)) throw error;
      ctx.log.warn({ room: 'sync', scope: scope.id, ...toFailureFields(error) }, "runs' events could not be looked up");
    }
    // What was found before a call failed is found.
    if (events.length > 0) looked.events = events;
  }

  return {
    follow(scope, run) {
      const looked = scopes.get(scope.id) ?? { runs: new Map(), dueAt: 0, looking: null, events: [] };
      scopes.set(scope.id, looked);
      looked.runs.set(run.id, run.startedAt);
      return () => {
        looked.runs.delete(run.id);
        if (looked.runs.size === 0 && scopes.get(scope.id) === looked) scopes.delete(scope.id);
      };
    },
    async events(scope, run) {
      const looked = scopes.get(scope.id);
      if (!looked) return [];
      if (performance.now() >= looked.dueAt && !looked.looking) {
        looked.looking = look(scope, looked).finally(() => (looked.looking = null));
        // Whoever waits for it is told what broke; nobody may.
        looked.looking.catch(() => undefined);
      }
      const isYoung = ctx.now().getTime() - run.startedAt.getTime() < YOUNG_MS;
      if (looked.looking && !isYoung) await looked.looking;
      return looked.events;
    },
  };
}

/** Adds what it finds to `events`; answers how many calls it took. */
async function lookUp(
  ctx: SystemContext,
  scope: Scope,
  range: { from: Date; to: Date },
  ownRoleArns: readonly string[],
  events: AccessEvent[],
): Promise<number> {
  const context = { accountId: scope.accountId, region: scope.region, ownRoleArns: ownRoles(ctx, scope, ownRoleArns) };
  let calls = 0;

  /** Whether all of that name, or all there is, were read. */
  async function read(mostPages: number, name?: string): Promise<boolean> {
    let pages = 0;
    for await (const page of ctx.aws.lookupEvents(scope, range, name)) {
      for (const raw of page.records) {
        const record = normaliseRecord(raw, context);
        if (record.ok) events.push(record.event);
      }
      calls += 1;
      pages += 1;
      if (!page.more) return true;
      if (pages >= mostPages) break;
    }
    return false;
  }

  if (!(await read(1))) for (const name of ENDS) await read(MOST_PAGES, name);
  return calls;
}
