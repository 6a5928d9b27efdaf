import 'server-only';
import { z } from 'zod';
import type { UnusualList, UnusualQuery, UnusualView } from '@/lib/contract/unusual';
import { dayOf } from '@/lib/domain/day';
import type { CoverageInterval } from '@/lib/domain/event-record';
import { holds } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import type { StoredFinding, UnusualFilter } from '@/lib/domain/ports/unusual-store';
import { lastDays, learnedDays } from '@/lib/domain/unusual/learned';
import { RULE_NAMES, RULES } from '@/lib/domain/unusual/rule';
import { JUDGED_DAYS } from '@/lib/domain/unusual/settings';
import { toAskedPeriod } from './parts/asked-period';
import { authorize } from './parts/authorize';
import { decodeCursor, encodeCursor } from './parts/cursor';
import { positionText, positionTime } from './parts/position';
import { toPrincipalView } from './parts/to-event-view';
import { unusualSightOf } from './parts/unusual-sight';
import { findVisibleCoverage } from './parts/visible-coverage';
import { toWire } from './parts/wire-time';

const DAYS = 30;
/** Beyond it a number says no more than that there are many. */
const MOST_COUNTED = 1000;

const position = z.strictObject({ at: positionTime, id: positionText });

const toView = ({
  id,
  rule,
  secret,
  principal,
  actorKind,
  firstAt,
  lastAt,
  count,
  reason,
  facts,
  dismissal,
}: StoredFinding): UnusualView => ({
  id,
  rule,
  title: RULES[rule].title,
  secret,
  principal: toPrincipalView(principal),
  actorKind,
  firstAt: toWire(firstAt),
  lastAt: toWire(lastAt),
  count,
  reason,
  facts: facts.map(({ label, value }) => ({ label, value })),
  dismissal: dismissal && { ...dismissal, at: toWire(dismissal.at) },
});

/** Since when days can be told from habits, over the scopes in sight. */
function toLearning(
  coverage: ReadonlyMap<string, CoverageInterval[]>,
  days: number,
  now: Date,
): UnusualList['learning'] {
  const judged = lastDays(now, JUDGED_DAYS);
  const learned = [...coverage.values()].map((intervals) => learnedDays(intervals, days, judged));
  const firsts = learned.flatMap(([first]) => first ?? []).toSorted();
  const today = dayOf(now);
  return {
    days,
    since: firsts[0] ?? null,
    scopes: learned.length,
    unready: learned.filter((all) => all.at(-1) !== today).length,
  };
}

/** GET /api/access/unusual: what rules found in the reads of secrets in sight. */
export async function listUnusual(ctx: Context, query: UnusualQuery): Promise<UnusualList> {
  authorize(ctx, 'history.read');
  const { state, env, actorKind, rule, limit } = query;
  const { from, to } = toAskedPeriod(query, ctx.now(), DAYS);
  const filter: UnusualFilter = {
    state,
    from,
    to,
    env,
    actorKind,
    rule,
    secretId: query.secret,
    principalKey: query.principal,
  };
  const sight = unusualSightOf(ctx);
  const count = (of: 'open' | 'dismissed') =>
    ctx.store.unusual.count(sight, { ...filter, state: of }, MOST_COUNTED + 1);
  const asked = decodeCursor(query.cursor, position);
  const after = asked && { at: new Date(asked.at), id: asked.id };
  const [rows, open, dismissed, visible] = await Promise.all([
    ctx.store.unusual.list(sight, { filter, limit: limit + 1, after }),
    count('open'),
    count('dismissed'),
    findVisibleCoverage(ctx, 'events'),
  ]);
  const total = { open, dismissed, all: open + dismissed }[state];
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(toView),
    total: Math.min(total, MOST_COUNTED),
    more: total > MOST_COUNTED,
    counts: { open: Math.min(open, MOST_COUNTED), dismissed: Math.min(dismissed, MOST_COUNTED) },
    mayDismiss: holds(ctx.actor.grants, 'review.sign'),
    rules: RULE_NAMES.map((name) => {
      const { title, watches } = RULES[name];
      return { rule: name, title, watches, on: ctx.config.unusual.rules.includes(name) };
    }),
    learning: toLearning(visible.intervals, ctx.config.unusual.learningDays, ctx.now()),
    from: toWire(from),
    to: toWire(to),
    coverage: visible.views,
    nextCursor: last ? encodeCursor({ at: last.firstAt.toISOString(), id: last.id }) : null,
  };
}
