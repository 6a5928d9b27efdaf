import 'server-only';
import { ofEvents } from '@/lib/domain/history/of-events';
import type { SystemContext } from '@/lib/domain/ports/context';
import { isMany, judgePrincipal, type PrincipalDay } from '@/lib/domain/unusual/judge-principal';
import { coveredBefore } from '@/lib/domain/unusual/learned';
import type { Finding } from '@/lib/domain/unusual/finding';

const AT_ONCE = 200;

const keyOf = ({ principalId, actorKind, day }: PrincipalDay): string => `${day} ${actorKind} ${principalId}`;

async function judgeSome(ctx: SystemContext, days: readonly PrincipalDay[]): Promise<Finding[]> {
  const { unusual, history } = ctx.store;
  const settings = ctx.config.unusual;
  const reads = await unusual.principalReads(days);
  // Whoever read no more than usual needs no look at single minutes.
  const many = reads.filter((one) => isMany(one, settings.manySecrets));
  const [principals, minutes, coverage] = await Promise.all([
    unusual.principals([...new Set(reads.map(({ principalId }) => principalId))]),
    unusual.minutes(many),
    history.coverage([...new Set(reads.flatMap(({ scopeIds }) => scopeIds))]),
  ]);
  const whoOf = new Map(principals.map((who) => [who.id, who]));
  const minutesOf = Map.groupBy(minutes, keyOf);
  return reads.flatMap(({ prodToday, prodBefore, otherToday, otherBefore, scopeIds, ...one }) => {
    const who = whoOf.get(one.principalId);
    if (!who) return [];
    const covered = scopeIds.map((id) => coveredBefore(ofEvents(coverage.get(id) ?? []), one.day));
    const facts = {
      ...one,
      who,
      learned: Math.min(...covered) >= settings.learningDays,
      prod: { today: prodToday, before: prodBefore },
      other: { today: otherToday, before: otherBefore },
      minutes: minutesOf.get(keyOf(one)) ?? [],
    };
    return judgePrincipal(facts, settings);
  });
}

/** What is unusual of what principals read on these days over all secrets. */
export async function judgePrincipalDays(ctx: SystemContext, all: readonly PrincipalDay[]): Promise<void> {
  const days = [...new Map(all.map((one) => [keyOf(one), one])).values()];
  for (let from = 0; from < days.length; from += AT_ONCE) {
    const some = days.slice(from, from + AT_ONCE);
    await ctx.store.unusual.settle({ days: [], principalDays: some }, await judgeSome(ctx, some), ctx.now());
  }
}
