import { partitionOf } from '@/lib/local-aws/world/partition';
import { oneOf, readInput, required, text } from '@/lib/local-aws/wire/fields';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import type { World } from '@/lib/local-aws/world/world';

/** `RegionOptStatus` of the service's model. */
export const regionStatuses = ['ENABLED', 'ENABLING', 'DISABLING', 'DISABLED', 'ENABLED_BY_DEFAULT'] as const;
export type RegionStatus = (typeof regionStatuses)[number];

/** Every account has these, and can turn none of them off (Account Management reference, "Enable or disable AWS Regions"). */
const byDefault = [
  'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2', 'ca-central-1', 'eu-central-1', 'eu-north-1',
  'eu-west-1', 'eu-west-2', 'eu-west-3', 'sa-east-1', 'us-east-1', 'us-east-2', 'us-west-1', 'us-west-2',
]; // prettier-ignore
const onRequest = [
  'af-south-1', 'ap-east-1', 'ap-south-2', 'ap-southeast-3', 'ap-southeast-4', 'ca-west-1', 'eu-central-2', 'eu-south-1', 'eu-south-2', 'il-central-1',
  'me-central-1', 'me-south-1',
]; // prettier-ignore
const others: Record<string, readonly string[]> = {
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
  'aws-us-gov': ['us-gov-east-1', 'us-gov-west-1'],
};

/** The regions of an account's partition by name, with what was set for the account, and on where the world uses them. */
export function regionsOf(world: World, account: string, region: string): { name: string; status: RegionStatus }[] {
  const partition = partitionOf(region);
  const set = world.regionStatuses.get(account);
  const used = world.options.regions.filter((name) => partitionOf(name) === partition);
  const always = partition === 'aws' ? byDefault : (others[partition] ?? []);
  const asked = partition === 'aws' ? onRequest : [];
  const names = [...new Set([...always, ...asked, ...used, ...(set?.keys() ?? [])])].sort();
  const standing = (name: string): RegionStatus => {
    if (always.includes(name)) return 'ENABLED_BY_DEFAULT';
    return used.includes(name) ? 'ENABLED' : 'DISABLED';
  };
  return names.map((name) => ({ name, status: set?.get(name) ?? standing(name) }));
}

/** `{ account, region, status }`: an account turns a region on or off; what is asked there itself is answered as before. */
export function setRegion(world: World, body: JsonObject): JsonObject {
  const { account, region, status } = readInput(
    { account: required(text(), ''), region: required(text(), ''), status: oneOf(regionStatuses) },
    body,
  );
  const set = world.regionStatuses.get(account) ?? new Map<string, RegionStatus>();
  world.regionStatuses.set(account, set.set(region, status ?? 'ENABLED'));
  return { account, region, status: set.get(region) };
}
