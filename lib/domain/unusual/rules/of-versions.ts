import type { Draft } from '@/lib/domain/unusual/finding';
import { lately, type HabitDay, type JudgedSecret, type ReaderRule } from '@/lib/domain/unusual/reader-facts';
import type { Seen } from '@/lib/domain/unusual/traits';
import { count, listed, minuteOf } from '@/lib/domain/unusual/words';

const DAY_MS = 86_400_000;

/** Since when a version had been replaced at that moment; null: it was current, or nobody knows. */
export function replacedSince({ versions, lastRotatedAt }: JudgedSecret, version: string, at: number): Date | null {
  const made = versions.filter(({ createdAt }) => createdAt.getTime() <= at);
  if (version === 'AWSPREVIOUS') {
    const times = made.map(({ createdAt }) => createdAt.getTime());
    if (times.length > 0) return new Date(Math.max(...times));
    return lastRotatedAt && lastRotatedAt.getTime() <= at ? lastRotatedAt : null;
  }
  const own = made.find(({ id }) => id === version);
  if (!own) return null;
  const after = made.filter(({ createdAt }) => createdAt > own.createdAt).map(({ createdAt }) => createdAt.getTime());
  return after.length === 0 ? null : new Date(Math.min(...after));
}

/** Reads of versions that had been replaced for longer than that. */
function findOld(secret: JudgedSecret, versions: readonly Seen[], days: number): { seen: Seen; since: Date }[] {
  return versions.flatMap((seen) => {
    const since = replacedSince(secret, seen[0], seen[2]);
    return since && seen[2] - since.getTime() >= days * DAY_MS ? [{ seen, since }] : [];
  });
}

/** Long after a rotation: who still asks for the version before it breaks with the next one. */
export const judgeVersion: ReaderRule<Draft> = (facts, settings) => {
  const { secret, today } = facts;
  const old = findOld(secret, today.versions, settings.previousVersionDays);
  const [first] = old;
  const wasOld = ({ traits }: HabitDay): boolean =>
    findOld(secret, traits.versions, settings.previousVersionDays).length > 0;
  if (!first || lately(facts, settings).some(wasOld)) return null;
  const names = old.map(({ seen: [version] }) => version);
  const since = new Date(Math.min(...old.map((one) => one.since.getTime())));
  const lastAt = new Date(Math.max(...old.map(({ seen: [, , last] }) => last)));
  const days = Math.floor((lastAt.getTime() - since.getTime()) / DAY_MS);
  return {
    rule: 'previous-version',
    firstAt: new Date(Math.min(...old.map(({ seen: [, from] }) => from))),
    lastAt,
    reason: `Asked for ${listed(names)}, which had been replaced for ${count(days, 'day')}. Where it needs that version, the next rotation breaks it.`,
    facts: [
      { label: 'asked for', value: listed(names) },
      { label: 'replaced', value: minuteOf(since) },
    ],
    count: null,
    of: { trait: 'versions', values: names },
  };
};

/** What Keyledger's role read without an entry: somebody else has got hold of it. */
export const judgeOutside: ReaderRule<Draft> = ({ outside }) =>
  outside && {
    rule: 'outside-ledger',
    firstAt: outside.firstAt,
    lastAt: outside.lastAt,
    reason: `${count(outside.count, 'read')} by Keyledger’s own role in CloudTrail, of which the ledger has no entry: whoever made ${outside.count === 1 ? 'it' : 'them'} did not come through Keyledger.`,
    facts: [{ label: 'reads', value: String(outside.count) }],
    count: outside.count,
  };
