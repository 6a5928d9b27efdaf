import type { Options } from '@/lib/local-aws/options';
import { fillerSpecs } from './filler';
import { placeStory, planAccounts } from './plan-places';
import type { Reader, SecretSpec } from './spec';
import { alsoTold, firstTold } from './stories/told';
import { createSweeps } from './sweeps';

/**
 * Events a scope may have on an average day: LookupEvents gives 100 a second, and 7 days are to be read in 12 s,
 * 90 days in 150 s. Readings take most; rotations, listings and people the rest.
 */
const readsPerDay = 96;
const rotationsPerDay = 22;

const readRate = (reader: Reader) => reader.perDay ?? (reader.count ?? 1) / (reader.everyDays ?? 30);

function rotationRate({ rotation }: SecretSpec): number {
  if (rotation.is === 'scheduled' || rotation.is === 'managed') return 4 / rotation.every;
  if (rotation.is === 'failing') return 2;
  if (rotation.is === 'hanging') return 1;
  return rotation.is === 'stuck' ? 0.2 : 0;
}

/** What no longer fits is left out: a reader, or the daily failing of a rotation, which then is only overdue. */
function fit(spec: SecretSpec, left: { reads: number; rotations: number }): SecretSpec {
  const readers = spec.readers.filter((reader) => {
    const fits = left.reads >= readRate(reader);
    if (fits) left.reads -= readRate(reader);
    return fits;
  });
  const rate = rotationRate(spec);
  const fits = left.rotations >= rate;
  if (fits) left.rotations -= rate;
  const quiet: SecretSpec['rotation'] = { is: 'off', daysAgo: 100 + (spec.createdDaysAgo % 20) };
  return { ...spec, readers, rotation: fits ? spec.rotation : quiet };
}

/** In a world of one region two stories may come to bear one name there. */
function isFirstOfItsName(): (spec: SecretSpec) => boolean {
  const taken = new Set<string>();
  return ({ account, region, name }) => {
    const place = `${account}/${region}/${name}`;
    if (taken.has(place)) return false;
    taken.add(place);
    return true;
  };
}

/** What of the options decides which secrets there are, and where. */
type Plan = Pick<Options, 'seed' | 'secrets' | 'accounts' | 'regions'>;

/** The secrets of a world: the told ones, then as many by rule as are asked for, held to what their scopes' histories can hold. */
export function* planWorld({ seed, secrets, accounts: count, regions }: Plan): Generator<SecretSpec> {
  const accounts = planAccounts(count);
  const ids = new Set(accounts.map(({ id }) => id));
  const left = new Map<string, { reads: number; rotations: number }>();
  const fitted = (spec: SecretSpec) => {
    const id = `${spec.account}/${spec.region}`;
    const budget = left.get(id) ?? { reads: readsPerDay, rotations: rotationsPerDay };
    left.set(id, budget);
    return fit(spec, budget);
  };
  const sweep = createSweeps();
  const told = [...firstTold, ...alsoTold.map(sweep)]
    .flatMap((spec) => placeStory(spec, ids, regions) ?? [])
    .filter(isFirstOfItsName())
    .slice(0, secrets);
  yield* told.map(fitted);
  let missing = secrets - told.length;
  for (const spec of fillerSpecs(seed, accounts, regions)) {
    if (missing === 0) return;
    missing -= 1;
    yield fitted(sweep(spec));
  }
}
