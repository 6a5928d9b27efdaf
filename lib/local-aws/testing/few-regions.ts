import { regionsOf } from '@/lib/local-aws/account/region-options';
import type { World } from '@/lib/local-aws/world/world';

/** Every account of the world has these regions enabled, and no other: fewer to read than AWS's seventeen. */
export function enableOnly(world: World, regions: readonly string[]): void {
  for (const account of world.accounts.keys()) {
    const all = regionsOf(world, account, 'us-east-1').map(({ name }) => name);
    const off = all.filter((name) => !regions.includes(name));
    world.regionStatuses.set(account, new Map(off.map((name) => [name, 'DISABLED'])));
  }
}
