import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { dayOf } from '@/lib/local-aws/cloudtrail/trail';
import { defaults, type Options } from '@/lib/local-aws/options';
import { toSecretMetadata } from '@/lib/local-aws/secretsmanager/secret-metadata';
import { secretsAfter } from '@/lib/local-aws/secretsmanager/sorted-secrets';
import { toStageMap } from '@/lib/local-aws/world/labels';
import { createWorld, endWorld, type World } from '@/lib/local-aws/world/world';
import { seedWorld } from './seed-world';
import { partnerAccount, strangersAccount } from './stories/places';

const worlds: World[] = [];
afterAll(() => worlds.forEach(endWorld));

function open(options: Partial<Options> = {}): World {
  const world = createWorld({ ...defaults, traffic: false, ...options });
  seedWorld(world);
  worlds.push(world);
  return world;
}

const counts = (world: World) => [...world.scopes.values()].map(({ byArn }) => byArn.size);
const namesIn = (world: World, id: string) => new Set(world.scopes.get(id)?.byName.keys());

/** Everything that listings, descriptions and two days of history say, as one digest. */
function digest(world: World, days: readonly number[]): string {
  const hash = createHash('sha256');
  for (const scope of world.scopes.values()) {
    for (const secret of secretsAfter(scope, 'last-changed-date', false, undefined))
      hash.update(JSON.stringify([toSecretMetadata(secret), toStageMap(secret), secret.replicas]));
    for (const day of days) for (const event of scope.trail.history(day)) hash.update(JSON.stringify(event.toRecord()));
  }
  return hash.digest('hex');
}

test('the same flags, seed and anchor are the same world, to the last record', () => {
  const anchor = new Date(Date.now() - 86_400_000);
  const flags = { secrets: 3000, accounts: 5, regions: ['eu-west-1', 'us-east-1', 'ap-south-1'], seed: 11, anchor };
  const today = dayOf(Date.now());
  const days = [today - 1, today - 40];
  const first = digest(open(flags), days);
  expect(digest(open(flags), days)).toBe(first);
  expect(digest(open({ ...flags, seed: 12 }), days)).not.toBe(first);
  expect(digest(open({ ...flags, secrets: 3001 }), days)).not.toBe(first);
});

test('more accounts and regions: the stories stay where they are, the rest is shared out', () => {
  const world = open({ secrets: 4000, accounts: 6, regions: ['eu-west-1', 'us-east-1', 'ap-south-1'] });
  expect([...world.accounts.keys()].slice(0, 3)).toEqual(['111122223333', '222233334444', '333344445555']);
  expect([...world.accounts.keys()].every((id) => /^\d{12}$/.test(id))).toBe(true);
  expect(world.scopes.size).toBe(18);
  expect(Math.min(...counts(world))).toBeGreaterThan(30);
  expect(namesIn(world, '111122223333/eu-west-1')).toContain('prod/payments/db');
  expect(namesIn(world, '111122223333/us-east-1')).toContain('prod/search/elastic-admin');
  const made = [...world.accounts.keys()].slice(3);
  for (const id of made)
    for (const use of ['Read', 'Reveal', 'Rotate', 'Recover'])
      expect(world.roles.has(`arn:aws:iam::${id}:role/Keyledger${use}`)).toBe(true);
  expect([...world.keys.keys()]).toContain('AKIALOCALADMIN000006');
});

test('one account in one other region: its stories are there, nothing points elsewhere', () => {
  const world = open({ secrets: 200, accounts: 1, regions: ['eu-north-1'] });
  expect([...world.scopes.keys()]).toEqual(['111122223333/eu-north-1']);
  const scope = world.scopes.get('111122223333/eu-north-1');
  const names = namesIn(world, '111122223333/eu-north-1');
  for (const name of ['prod/payments/db', 'prod/search/elastic-admin', 'prod/identity/jwt-signing'])
    expect(names).toContain(name);
  expect(scope?.byArn.size).toBe(200);
  expect([...(scope?.byArn.values() ?? [])].filter(({ replicas }) => replicas !== undefined)).toEqual([]);
  const events = Array.from({ length: 60 }, (_, index) => scope?.trail.history(dayOf(Date.now()) - index) ?? []).flat();
  expect(events.length).toBeGreaterThan(100);
  const callers = events.map((event) => JSON.stringify(event.toRecord().userIdentity));
  const outside = [partnerAccount, strangersAccount];
  const isKnown = (caller: string) => ['111122223333', ...outside].some((account) => caller.includes(account));
  expect(callers.filter((caller) => caller.includes('222233334444') || !isKnown(caller))).toEqual([]);
});

test('a description follows the flags', async () => {
  const run = ['--import', 'tsx', 'lib/local-aws/describe.ts', '--accounts', '4', '--regions', 'eu-central-1'];
  const { stdout } = await promisify(execFile)(process.execPath, run);
  const world = open({ secrets: 1, accounts: 4 });
  expect(JSON.parse(stdout)).toMatchObject({
    regions: ['eu-central-1'],
    accounts: [...world.accounts].map(([id, name]) => ({ id, name })),
  });
});
