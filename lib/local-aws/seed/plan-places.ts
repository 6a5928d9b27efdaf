import { charsOf, hash32, share } from './hash';
import { accounts, regions as toldRegions, type Account } from './identities';
import type { SecretSpec } from './spec';

const environments = ['prod', 'staging', 'dev'] as const;

/** A made-up account beyond those of the stories; the same number is the same account in every world. */
function makeAccount(number: number): Account {
  const environment = environments[number % 3] ?? 'dev';
  const digits = charsOf(`account ${number}`, '0123456789', 11);
  return {
    id: `${4 + (number % 5)}${digits}`,
    name: `workloads-${number}-${environment}`,
    environment,
    dedicated: true,
  };
}

/** So many accounts: those of the stories first, then made-up ones. */
export function planAccounts(count: number): Account[] {
  const more = Array.from({ length: Math.max(0, count - accounts.length) }, (_, index) => makeAccount(index + 3));
  return [...accounts.slice(0, count), ...more];
}

/** Where a secret by rule lives: two in three in the first region, the rest shared out over the others. */
export function regionOf(logical: string, regions: readonly string[]): string {
  const [first = '', ...others] = regions;
  if (others.length === 0 || share(`region ${logical}`) < 0.68) return first;
  return others[hash32(`other region ${logical}`) % others.length] ?? first;
}

const toldIds = new Set(accounts.map(({ id }) => id));

/**
 * A story in a world that may lack its places: the first told region becomes the world's first, the second its second or
 * the only one there is, where no replica can be. `undefined` where its account is missing; readers from there go too,
 * those from accounts that no world holds stay.
 */
export function placeStory(
  spec: SecretSpec,
  ids: ReadonlySet<string>,
  regions: readonly string[],
): SecretSpec | undefined {
  if (!ids.has(spec.account)) return undefined;
  const [first = ''] = regions;
  const place = (told: string) =>
    regions.includes(told) ? told : ((told === toldRegions[0] ? first : regions[1]) ?? first);
  const [region, replicaIn] = [place(spec.region), spec.replicaIn && place(spec.replicaIn)];
  const readers = spec.readers.filter(({ from }) => from === undefined || ids.has(from) || !toldIds.has(from));
  return { ...spec, region, readers, replicaIn: replicaIn === region ? undefined : replicaIn };
}
