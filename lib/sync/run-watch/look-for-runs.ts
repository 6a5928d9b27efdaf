import 'server-only';
import { normaliseRecord } from '@/lib/domain/event/normalise-record';
import { AppError } from '@/lib/domain/errors';
import type { AccessEvent } from '@/lib/domain/event-record';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { RotationRun } from '@/lib/domain/run';
import type { Scope } from '@/lib/domain/scope';
import { ownRoles } from '@/lib/sync/history/own-roles';

/** A failure shows in CloudTrail alone; each look costs one of two calls a second that the scope has. */
const LOOK_EVERY_MS = 3_000;
const BEFORE_MS = 5_000;
/** Pages of one look: events about runs are the newest. */
const MOST_PAGES = 2;
/** A run that is younger has no time to lose, and its next look has what this one finds. */
const YOUNG_MS = 60_000;

interface Looked {
  /** When those that are followed there began. */
  runs: Map<string, Date>;
  lookedAt: number | null;
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
    const began = [...looked.runs.values()].map((at) => at.getTime());
    const range = { from: new Date(Math.min(...began) - BEFORE_MS), to: ctx.now() };
    try {
      looked.events = await lookUp(ctx, scope, range, ownRoleArns);
    } catch (error) {
      // Without the right to read CloudTrail a run can still be seen to succeed.
      if (!(error instanceof AppError)) throw error;
      ctx.log.warn({ room: 'sync', scope: scope.id, error: error.message }, "runs' events could not be looked up");
    }
  }

  return {
    follow(scope, run) {
      const looked = scopes.get(scope.id) ?? { runs: new Map(), lookedAt: null, looking: null, events: [] };
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
      const isDue = looked.lookedAt === null || performance.now() - looked.lookedAt >= LOOK_EVERY_MS;
      if (isDue && !looked.looking) {
        looked.lookedAt = performance.now();
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

async function lookUp(
  ctx: SystemContext,
  scope: Scope,
  range: { from: Date; to: Date },
  ownRoleArns: readonly string[],
): Promise<AccessEvent[]> {
  const context = { accountId: scope.accountId, region: scope.region, ownRoleArns: ownRoles(ctx, scope, ownRoleArns) };
  const found: AccessEvent[] = [];
  let pages = 0;
  for await (const page of ctx.aws.lookupEvents(scope, range)) {
    for (const raw of page.records) {
      const record = normaliseRecord(raw, context);
      if (record.ok) found.push(record.event);
    }
    pages += 1;
    if (pages >= MOST_PAGES) break;
  }
  return found;
}
