import 'server-only';
import type { Notice } from '@/lib/domain/notification/notice';
import type { ScopeCondition, ScopeProblem } from '@/lib/domain/scope';
import { isReadFrom, toReading } from '@/lib/domain/trail/job/trail-settings';
import { isNews, type Found, type Look } from './source';

const HOUR_MS = 3_600_000;
const occasion = 'scope.failing' as const;

/** By code: what AWS says beside it is on the page, and names roles and accounts. */
const WHY: Record<ScopeProblem['code'], string> = {
  throttled: 'AWS gives too few calls',
  denied: 'AWS denies the role',
  expired: 'the credentials have expired',
  region_off: 'the region is turned off',
  unreachable: 'AWS cannot be reached',
  protocol: 'the answers cannot be understood',
  unsupported: 'the endpoint lacks it',
  unknown: 'Keyledger failed',
};

const WHAT = { inventory: 'its secrets', history: 'its history', trail: 'the files of its trail' } as const;

interface Failing {
  condition: ScopeCondition;
  subject: string;
  kind: keyof typeof WHAT;
  problem: ScopeProblem;
}

const toFailing = (condition: ScopeCondition): Failing[] =>
  (['inventory', 'history'] as const).flatMap((kind): Failing[] => {
    const { state, problem } = condition[kind];
    const subject = `${condition.scope.id} ${kind}`;
    return state === 'failing' && problem ? [{ condition, subject, kind, problem }] : [];
  });

/** Of a trail's bucket each scope has a job of its own, and its own trouble with it. */
async function findTrailFailing({ ctx }: Look, conditions: readonly ScopeCondition[]): Promise<Failing[]> {
  const { trail } = ctx.config;
  if (trail === null) return [];
  const byId = new Map(conditions.map((condition) => [condition.scope.id, condition]));
  const health = await ctx.store.trail.health(toReading(trail));
  return (health?.problems ?? []).flatMap(({ scopeId, problem }): Failing[] => {
    const condition = byId.get(scopeId);
    if (!condition || !isReadFrom(trail, condition.scope)) return [];
    return [{ condition, subject: `${scopeId} trail`, kind: 'trail', problem }];
  });
}

/** Scopes that have failed for hours: a moment's throttling is nobody's business. */
export async function findScopes(look: Look): Promise<Found> {
  const { ctx, now } = look;
  const [conditions, notes] = await Promise.all([
    ctx.store.scopes.conditions(),
    ctx.store.notifications.notes([occasion]),
  ]);
  const failing = [...conditions.flatMap(toFailing), ...(await findTrailFailing(look, conditions))];
  const patience = ctx.config.notifications.scopeFailingHours * HOUR_MS;
  const known = new Set(notes.map(({ subject }) => subject));
  const long = failing.filter(
    ({ subject, problem }) => !known.has(subject) && now.getTime() - problem.since.getTime() >= patience,
  );
  const still = new Set(failing.map(({ subject }) => subject));
  return {
    notices: long.filter(({ problem }) => isNews(problem.since, look)).map(toNotice),
    noted: long.map(({ subject }) => ({ occasion, subject })),
    ended: notes.filter(({ subject }) => !still.has(subject)),
    more: false,
  };
}

const toNotice = ({ condition: { scope }, subject, kind, problem }: Failing): Notice => ({
  occasion,
  key: `${subject} ${problem.since.toISOString()}`,
  secret: null,
  scope: { id: scope.id, accountId: scope.accountId, accountName: scope.accountName, region: scope.region },
  since: problem.since,
  facts: [
    { label: 'what', value: WHAT[kind] },
    { label: 'why', value: WHY[problem.code] },
  ],
  path: kind === 'trail' ? '/settings/trail' : '/settings/scopes?state=failing',
});
