import 'server-only';
import type { SecretAccessQuery } from '@/lib/contract/access';
import type { SecretTimeline } from '@/lib/contract/timeline';
import { visibilityOf } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import { findGaps } from '@/lib/domain/timeline/find-gaps';
import { foldTimeline } from '@/lib/domain/timeline/fold-timeline';
import { letsFoldsGoOn } from '@/lib/domain/timeline/lets-folds-go-on';
import { authorize, sightOf } from './parts/authorize';
import { getReadableSecret } from './parts/readable-secret';
import { findWatchedCoverage } from './parts/secret-coverage';
import { toTimelineCursor, toTimelinePosition } from './parts/timeline-position';
import { toCoverageView } from './parts/to-coverage-view';
import { toTimelineView } from './parts/to-timeline-view';
import { findUnkept, toUnkeptView } from './parts/find-unkept';

/** Of a secret's runs only the latest can be on a page that has so many events at most. */
const RUNS = 50;
/** A run may have begun a little after the event that a page ends with. */
const HOUR_MS = 3_600_000;

/** GET /api/secrets/{id}/timeline: all that happened to it, newest first, folded; and what of that is not known. */
export async function listSecretTimeline(
  ctx: Context,
  input: { id: string; query: SecretAccessQuery },
): Promise<SecretTimeline> {
  authorize(ctx, 'history.read');
  const row = await getReadableSecret(ctx, input.id);
  const { actorKind, outcome, action, limit, cursor, ...asked } = input.query;
  const now = ctx.now();
  const from = asked.from ? new Date(asked.from) : undefined;
  const to = asked.to ? new Date(asked.to) : undefined;
  const before = toTimelinePosition(cursor);
  const latest = before?.at ?? to;
  const sight = sightOf(ctx);
  const filter = { secretId: row.id, from, to, actorKind, outcome, action };
  const [rows, runs, coverage, unkept] = await Promise.all([
    ctx.store.history.listEvents(sight, { filter, limit: limit + 1, after: before }),
    ctx.store.runs.list(visibilityOf(ctx.actor.grants, 'inventory.read'), {
      secretId: row.id,
      limit: RUNS,
      before: latest ? { startedAt: new Date(latest.getTime() + HOUR_MS), id: '' } : null,
    }),
    findWatchedCoverage(ctx, row),
    findUnkept(ctx, { ...filter, from: from ?? row.createdAt ?? undefined }),
  ]);
  const events = rows.slice(0, limit);
  const next = rows[limit] ?? null;
  const last = events.at(-1);
  const entries = foldTimeline({
    events,
    runs,
    gaps: findGaps(coverage, { from: from ?? null, to: to ?? now, born: row.createdAt, now }),
    before,
    next,
    filtered: Boolean(from ?? to) || actorKind.length + outcome.length + action.length > 0,
    now,
  });
  const edits = events.filter(({ actionClass }) => actionClass === 'policy');
  const policies = await ctx.store.history.policyTexts(sight, edits);
  return {
    entries: entries.map((entry) => toTimelineView(entry, policies)),
    coverage: coverage.map((interval) => toCoverageView(interval, now)),
    unkept: toUnkeptView(unkept),
    nextCursor:
      next && last ? toTimelineCursor({ at: last.at, eventId: last.eventId, folds: letsFoldsGoOn(last) }) : null,
  };
}
