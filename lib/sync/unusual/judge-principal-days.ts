import 'server-only';
import { ofEvents } from '@/lib/domain/history/of-events';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Finding, Who } from '@/lib/domain/unusual/finding';
import { isMany, judgePrincipal, type PrincipalDay } from '@/lib/domain/unusual/judge-principal';
import { isRefusedMany, judgeRefused } from '@/lib/domain/unusual/judge-refused';
import { coveredBefore } from '@/lib/domain/unusual/learned';

const AT_ONCE = 200;

const keyOf = ({ principalId, actorKind, day }: PrincipalDay): string => `${day} ${actorKind} ${principalId}`;

async function nameAll(ctx: SystemContext, days: readonly PrincipalDay[]): Promise<Map<string, Who>> {
  const principals = await ctx.store.unusual.principals([...new Set(days.map(({ principalId }) => principalId))]);
  return new Map(principals.map((who) => [who.id, who]));
}

async function judgeReads(ctx: SystemContext, days: readonly PrincipalDay[]): Promise<Finding[]> {
  const { unusual, history } = ctx.store;
  const settings = ctx.config.unusual;
  const reads = await unusual.principalReads(days);
  // Whoever read no more than usual needs no look at single minutes.
  const many = reads.filter((one) => isMany(one, settings.manySecrets));
  const [whoOf, minutes, coverage] = await Promise.all([
    nameAll(ctx, reads),
    unusual.minutes(many, 'success'),
    history.coverage([...new Set(reads.flatMap(({ scopeIds }) => scopeIds))]),
  ]);
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

/** The same of what they were denied. */
async function judgeRefusals(ctx: SystemContext, days: readonly PrincipalDay[]): Promise<Finding[]> {
  const { unusual } = ctx.store;
  const settings = ctx.config.unusual;
  const many = (await unusual.principalRefusals(days)).filter((one) => isRefusedMany(one, settings.deniedBurst));
  const [whoOf, minutes] = await Promise.all([nameAll(ctx, many), unusual.minutes(many, 'denied')]);
  const minutesOf = Map.groupBy(minutes, keyOf);
  return many.flatMap((one) => {
    const who = whoOf.get(one.principalId);
    return who ? judgeRefused({ ...one, who, minutes: minutesOf.get(keyOf(one)) ?? [] }, settings) : [];
  });
}

/** What is unusual of what principals read, or were denied, on these days over all secrets. */
export async function judgePrincipalDays(ctx: SystemContext, all: readonly PrincipalDay[]): Promise<void> {
  const days = [...new Map(all.map((one) => [keyOf(one), one])).values()];
  for (let from = 0; from < days.length; from += AT_ONCE) {
    const some = days.slice(from, from + AT_ONCE);
    const found = [...(await judgeReads(ctx, some)), ...(await judgeRefusals(ctx, some))];
    await ctx.store.unusual.settle({ days: [], principalDays: some }, found, ctx.now());
  }
}
