import { addSecret } from '@/lib/local-aws/world/scope';
import { scopeOf, type World } from '@/lib/local-aws/world/world';
import { addIdentities } from './add-identities';
import { isAlive, makeGenerations } from './generations';
import { createHistory, hasPart, type Cast } from './history';
import { makeReplica, makeSecret, type Seeded } from './make-secret';
import { functionArnOf } from './make-rotation';
import { planWorld } from './plan-world';
import type { SecretSpec } from './spec';
import { startTraffic } from './traffic';

const makeAll = (spec: SecretSpec, seed: number, now: number) =>
  spec.recreated === undefined
    ? [makeSecret(spec, seed, now, spec.twin === true ? 'twin' : undefined)]
    : makeGenerations(spec, spec.recreated, seed, now);

/** Puts a secret where it lives, and gives what the calendar has to tell of: itself, and its replica. */
function place(world: World, seeded: Seeded, now: number): Seeded[] {
  const { spec, secret } = seeded;
  const scope = scopeOf(world, spec.account, spec.region);
  if (isAlive(seeded, now)) addSecret(scope, secret);
  const functionArn = functionArnOf(spec);
  if (functionArn !== undefined) scope.functions.set(functionArn, {});
  if (spec.replicaIn === undefined || spec.replicaFails !== undefined) return [seeded];
  const replica = makeReplica(seeded, now);
  addSecret(scopeOf(world, spec.account, spec.replicaIn), replica.secret);
  return [seeded, replica];
}

function cast(casts: ReadonlyMap<string, Cast>, seeded: Seeded): void {
  const { account, region, readers } = seeded.spec;
  casts.get(`${account}/${region}`)?.own.push(seeded);
  for (const from of new Set(readers.map((reader) => reader.from)))
    if (from !== undefined) casts.get(`${from}/${region}`)?.foreign.push(seeded);
}

/** Fills a world: identities, secrets as they stand now, ninety days of history, and the traffic that goes on (SEED.md). */
export function seedWorld(world: World): void {
  const { seed, regions, anchor, historyDays, traffic } = world.options;
  const now = anchor?.getTime() ?? Date.now();
  addIdentities(world);
  const casts = new Map<string, Cast>();
  for (const id of world.accounts.keys())
    for (const region of regions) casts.set(`${id}/${region}`, { own: [], foreign: [] });
  for (const spec of planWorld(world.options))
    for (const made of makeAll(spec, seed, now))
      for (const seeded of place(world, made, now)) if (hasPart(seeded.spec)) cast(casts, seeded);
  const started = Date.now();
  for (const [id, actors] of casts) {
    const [account = '', region = ''] = id.split('/');
    const { trail } = scopeOf(world, account, region);
    trail.history = createHistory({ account, region }, actors, seed, historyDays);
    // In a quiet world nothing happens by itself: the calendar stops with the start.
    if (!traffic) trail.historyEnds = started;
  }
  if (traffic)
    startTraffic(
      world,
      [...casts.values()].flatMap(({ own }) => own),
    );
}
