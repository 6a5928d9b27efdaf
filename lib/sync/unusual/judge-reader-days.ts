import 'server-only';
import { judgeFirstRead } from '@/lib/domain/access/judge-first-read';
import { addDays, dayOf } from '@/lib/domain/day';
import type { CoverageInterval } from '@/lib/domain/event-record';
import { toCommonCoverage } from '@/lib/domain/history/common-coverage';
import { ofEvents } from '@/lib/domain/history/of-events';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { KnownFirstRead } from '@/lib/domain/ports/unusual-store';
import type { Finding } from '@/lib/domain/unusual/finding';
import { judgeReader, type Uncounted } from '@/lib/domain/unusual/judge-reader';
import { coveredBefore } from '@/lib/domain/unusual/learned';
import { endOfDay } from '@/lib/domain/unusual/plan-look';
import type { ReaderFacts } from '@/lib/domain/unusual/reader-facts';
import { HABIT_DAYS, OPEN_DAYS, type UnusualSettings } from '@/lib/domain/unusual/settings';
import { dayKey, readerKey, toValues, type ReaderDay } from '@/lib/domain/unusual/traits';

type Coverage = ReadonlyMap<string, CoverageInterval[]>;

const pairKey = ({ secretId, principalId }: Pick<ReaderDay, 'secretId' | 'principalId'>): string =>
  `${secretId} ${principalId}`;

function toFirstRead(known: KnownFirstRead | undefined, day: string, coverage: Coverage): ReaderFacts['firstRead'] {
  if (!known || dayOf(known.at) !== day) return null;
  const common = toCommonCoverage(known.scopeIds.map((id) => coverage.get(id) ?? []));
  return { at: known.at, verdict: judgeFirstRead(known.at, common) };
}

/** What the rules look at, of each day: a handful of statements for all of them. */
async function gatherFacts(ctx: SystemContext, days: readonly ReaderDay[]): Promise<ReaderFacts[]> {
  const { unusual, history } = ctx.store;
  const [habits, secrets, principals, firsts] = await Promise.all([
    unusual.history(days),
    unusual.secrets([...new Set(days.map(({ secretId }) => secretId))]),
    unusual.principals([...new Set(days.map(({ principalId }) => principalId))]),
    unusual.firstReads(days),
  ]);
  const byReader = Map.groupBy(habits, readerKey);
  const habitOf = new Map(habits.map((habit) => [dayKey(habit), habit.traits]));
  const refused = days.filter((one) => habitOf.get(dayKey(one))?.refused.some(([outcome]) => outcome === 'denied'));
  const own = days.filter((one) => one.actorKind === 'this-dashboard' && habitOf.get(dayKey(one))?.reads.length);
  const scopeIds = [
    ...new Set([...secrets.map(({ scopeId }) => scopeId), ...firsts.flatMap((first) => first.scopeIds)]),
  ];
  const [denials, outside, coverage] = await Promise.all([
    unusual.denials(refused),
    unusual.outside(own),
    history.coverage(scopeIds),
  ]);
  const denialsOf = Map.groupBy(denials, dayKey);
  const outsideOf = new Map(outside.map((one) => [dayKey(one), one]));
  const secretOf = new Map(secrets.map((secret) => [secret.id, secret]));
  const whoOf = new Map(principals.map((who) => [who.id, who]));
  const firstOf = new Map(firsts.map((first) => [pairKey(first), first]));
  return days.flatMap((one): ReaderFacts[] => {
    const [secret, who, today] = [secretOf.get(one.secretId), whoOf.get(one.principalId), habitOf.get(dayKey(one))];
    if (!secret || !who || !today) return [];
    const begin = addDays(one.day, -HABIT_DAYS);
    const coveredDays = coveredBefore(ofEvents(coverage.get(secret.scopeId) ?? []), one.day);
    return [
      {
        ...one,
        who,
        secret,
        today,
        before: (byReader.get(readerKey(one)) ?? []).filter(({ day }) => day >= begin && day < one.day),
        coveredDays,
        learned: coveredDays >= ctx.config.unusual.learningDays,
        firstRead: toFirstRead(firstOf.get(pairKey(one)), one.day, coverage),
        denials: denialsOf.get(dayKey(one)) ?? [],
        outside: outsideOf.get(dayKey(one)) ?? null,
      },
    ];
  });
}

/** How many events each is about, where a rule does not know: of the few that were found, in one statement. */
async function countEvents(
  ctx: SystemContext,
  found: readonly Uncounted[],
  days: ReadonlyMap<string, ReaderDay>,
): Promise<Finding[]> {
  const keyOf = (one: Uncounted): string => dayKey({ ...one, secretId: one.secretId ?? '' });
  const open = [...new Set(found.filter(({ count }) => count === null).map(keyOf))].flatMap(
    (key) => days.get(key) ?? [],
  );
  const seen = await ctx.store.unusual.seen(
    open.map((one) => ({ ...one, from: new Date(`${one.day}T00:00:00Z`), to: endOfDay(one.day) })),
  );
  const places = new Map(open.map((one, place) => [dayKey(one), place]));
  const byPlace = Map.groupBy(seen, ({ place }) => place);
  return found.map(({ of, count, ...finding }) => {
    if (count !== null) return { ...finding, count };
    const alike = (byPlace.get(places.get(keyOf({ ...finding, count })) ?? -1) ?? []).filter((reads) => {
      const value = of && toValues(reads)[of.trait];
      return value !== null && value !== undefined && of?.values.includes(value);
    });
    return { ...finding, count: alike.reduce((sum, reads) => sum + reads.count, 0) };
  });
}

/** Whether the verdict may be another one once more is covered. */
const isOpen = (facts: ReaderFacts, { environments }: UnusualSettings, oldest: string): boolean =>
  facts.firstRead?.verdict === 'unknown' && facts.day >= oldest && environments.includes(facts.secret.guardedAs);

/** What is unusual of these days; `open`: those that are to be judged again, whatever comes. */
export async function judgeReaderDays(
  ctx: SystemContext,
  days: readonly ReaderDay[],
): Promise<{ found: Finding[]; open: ReaderDay[] }> {
  const facts = await gatherFacts(ctx, days);
  const oldest = addDays(dayOf(ctx.now()), -OPEN_DAYS);
  const open = facts.filter((one) => isOpen(one, ctx.config.unusual, oldest));
  const found = facts.flatMap((one) => judgeReader(one, ctx.config.unusual));
  return { found: await countEvents(ctx, found, new Map(days.map((one) => [dayKey(one), one]))), open };
}
