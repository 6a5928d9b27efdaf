import { addSecret } from '@/lib/local-aws/world/scope';
import { scopeOf, type World } from '@/lib/local-aws/world/world';
import { addIdentities } from './add-identities';
import { createHistory, hasPart } from './history';
import { makeReplica, makeSecret, type Seeded } from './make-secret';
import { functionArnOf } from './make-rotation';
import { planWorld } from './plan-world';
import { startTraffic } from './traffic';

/** Fills a world: identities, secrets as they stand now, ninety days of history, and the traffic that goes on (SEED.md). */
export function seedWorld(world: World): void {
  const { seed, regions, anchor, historyDays, traffic } = world.options;
  const now = anchor?.getTime() ?? Date.now();
  addIdentities(world);
  const inScope = new Map<string, Seeded[]>();
  for (const id of world.accounts.keys()) for (const region of regions) inScope.set(`${id}/${region}`, []);
  for (const spec of planWorld(world.options)) {
    const seeded = makeSecret(spec, seed, now);
    const scope = scopeOf(world, spec.account, spec.region);
    addSecret(scope, seeded.secret);
    const functionArn = functionArnOf(spec);
    if (functionArn !== undefined) scope.functions.add(functionArn);
    if (spec.replicaIn !== undefined) addSecret(scopeOf(world, spec.account, spec.replicaIn), makeReplica(seeded));
    if (hasPart(spec)) inScope.get(`${spec.account}/${spec.region}`)?.push(seeded);
  }
  const started = Date.now();
  for (const [id, seeded] of inScope) {
    const [account = '', region = ''] = id.split('/');
    const { trail } = scopeOf(world, account, region);
    trail.history = createHistory({ account, region }, seeded, seed, historyDays);
    // In a quiet world nothing happens by itself: the calendar stops with the start.
    if (!traffic) trail.historyEnds = started;
  }
  if (traffic) startTraffic(world, [...inScope.values()].flat());
}
