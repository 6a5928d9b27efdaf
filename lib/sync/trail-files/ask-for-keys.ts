import 'server-only';
import type { ListPublicKeys } from '@/lib/domain/ports/trail-bucket';
import type { GivenDigest } from '@/lib/domain/trail/digests/judge-digests';
import type { PublicKeys } from '@/lib/domain/trail/digests/public-keys';
import type { KeySource } from './hold-against-digests';

const DAY = 86_400_000;

/** The keys of whatever digests there are, as CloudTrail itself tells them. */
export function askForKeys(list: ListPublicKeys): KeySource {
  return async (given: readonly GivenDigest[]) => {
    const found: PublicKeys[] = [];
    for (const [region, digests] of Map.groupBy(given, (digest) => digest.region)) {
      const ends = digests.map(({ to }) => to.getTime()).toSorted((left, right) => left - right);
      const keys = await list(region, { from: new Date((ends[0] ?? 0) - DAY), to: new Date(ends.at(-1) ?? 0) });
      // A region that nobody knows may be a folder that somebody made up: what it holds is then proven by nothing.
      if (keys) found.push(keys);
    }
    return new Map(found.flatMap((some) => [...some]));
  };
}
