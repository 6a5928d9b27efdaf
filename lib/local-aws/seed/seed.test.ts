import { afterAll, expect, test } from 'vitest';
import { dayOf } from '@/lib/local-aws/cloudtrail/trail';
import { defaults } from '@/lib/local-aws/options';
import { createWorld, endWorld, type World } from '@/lib/local-aws/world/world';
import { versionWith } from '@/lib/local-aws/world/secret';
import { seedWorld } from './seed-world';
import { accounts, regions } from './identities';

const today = dayOf(Date.now());
const worlds: World[] = [];
afterAll(() => worlds.forEach(endWorld));

function open(options: Partial<typeof defaults> = {}): World {
  const world = createWorld({ ...defaults, traffic: false, ...options });
  seedWorld(world);
  worlds.push(world);
  return world;
}

const world = open();
const secretsOf = (from: World) => [...from.scopes.values()].flatMap((scope) => [...scope.byArn.values()]);
const ofSecretsManager = (from: World, id: string, day: number) =>
  (from.scopes.get(id)?.trail.history(day) ?? []).filter(({ source }) => source === 'secretsmanager.amazonaws.com');
const scopeIds = accounts.flatMap(({ id }) => regions.map((region) => `${id}/${region}`));

test('every field of every value holds a mark of its own', () => {
  const marks: string[] = [];
  for (const secret of secretsOf(world))
    for (const { content } of secret.versions.values()) {
      if (content === undefined) continue;
      const value = content();
      const text =
        'SecretString' in value ? value.SecretString : Buffer.from(value.SecretBinary, 'base64').toString('latin1');
      const parsed: unknown = text.startsWith('{') ? JSON.parse(text) : [text];
      const fields = Object.values(parsed as Record<string, string>);
      const found = fields.map((field) => /CANARY-[A-Za-z0-9]{18}/.exec(field)?.[0] ?? '');
      expect(found).not.toContain('');
      if (secret.primaryRegion === undefined || secret.primaryRegion === secret.region) marks.push(...found);
    }
  expect(marks.length).toBeGreaterThan(500);
  expect(new Set(marks).size).toBe(marks.length);
});

test('nothing changed, was rotated or has a version from before it was created', () => {
  const early = secretsOf(open({ secrets: 5000 })).filter(
    ({ created, changed, primaryRegion, region, versions }) =>
      (primaryRegion === undefined || primaryRegion === region) &&
      (changed < created || [...versions.values()].some((version) => version.created < created)),
  );
  expect(early.map(({ name }) => name)).toEqual([]);
});

const SIZES = process.env.KEYLEDGER_LONG === '1' ? [320, 5000] : [320, 1000];
test.each(SIZES)('of %i secrets, every scope’s history is read in time', (secrets) => {
  const big = open({ secrets });
  for (const id of scopeIds) {
    const counts = Array.from({ length: 91 }, (_, index) => ofSecretsManager(big, id, today - 90 + index).length);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const weeks = counts.map((_, index) => counts.slice(index, index + 8).reduce((sum, count) => sum + count, 0));
    expect(total).toBeLessThanOrEqual(14_000);
    expect(Math.max(...weeks)).toBeLessThanOrEqual(1100);
    expect(total).toBeGreaterThan(2000);
  }
});

test('a day told tomorrow is the same day: ids, times and records', () => {
  const other = open({ anchor: new Date(Date.now() + 30 * 3_600_000) });
  for (const id of scopeIds)
    for (const day of [today - 1, today - 2, today - 33, today - 88]) {
      const tell = (from: World) =>
        from.scopes
          .get(id)
          ?.trail.history(day)
          .map(({ time, toRecord }) => [time, JSON.stringify(toRecord())]);
      expect(tell(other)).toEqual(tell(world));
    }
});

test('no id twice in ninety days, and none shared by two scopes', () => {
  const ids = scopeIds.flatMap((id) =>
    Array.from({ length: 91 }, (_, index) => world.scopes.get(id)?.trail.history(today - index) ?? [])
      .flat()
      .map((event) => event.id),
  );
  expect(new Set(ids).size).toBe(ids.length);
});

test('another seed is another world', () => {
  const other = open({ seed: 8 });
  const arns = new Set(secretsOf(world).map(({ arn }) => arn));
  expect(secretsOf(other).filter(({ arn }) => arns.has(arn))).toEqual([]);
});

test('a history of no days is empty', () => {
  const quiet = open({ historyDays: 0 });
  expect(scopeIds.flatMap((id) => quiet.scopes.get(id)?.trail.history(today) ?? [])).toEqual([]);
});

test('what the secrets say and what the history says agree', () => {
  const secrets = secretsOf(world).filter(
    ({ rotation, region, primaryRegion }) => rotation?.enabled === true && (primaryRegion ?? region) === region,
  );
  const day = (time: number | undefined) => dayOf(time ?? 0);
  const recent = secrets.filter(({ rotation }) => day(rotation?.lastRotated) > today - 30);
  expect(recent.length).toBeGreaterThan(20);
  for (const secret of recent) {
    const events = ofSecretsManager(world, `${secret.account}/${secret.region}`, day(secret.rotation?.lastRotated));
    const records = events
      .map(({ toRecord }) => toRecord())
      .filter(({ eventName }) => eventName === 'RotationSucceeded');
    const token = versionWith(secret, 'AWSCURRENT')?.id ?? '';
    expect(records.map(({ requestID }) => requestID)).toContain(`Rotation-${secret.arn}-${token}`);
  }
});

test('all the stories are told', () => {
  const named = (name: string) => secretsOf(world).find((secret) => secret.name === name);
  const failing = named('prod/payments/stripe-api-key');
  expect(failing?.rotation?.next).toBeLessThan(Date.now());
  expect(failing && versionWith(failing, 'AWSPENDING')?.content?.()).toBeDefined();
  expect(named('prod/web/smtp')).toMatchObject({ outcome: { failAt: 'createSecret' } });
  expect(named('legacy-smtp-password')?.rotation).toMatchObject({ enabled: false });
  expect(named('prod/legacy/crm-password')?.deletion).toBeDefined();
  const identities = new Set(
    scopeIds.flatMap((id) =>
      Array.from({ length: 91 }, (_, index) => ofSecretsManager(world, id, today - index))
        .flat()
        .map(({ toRecord }) => (toRecord().userIdentity as { type?: string }).type),
    ),
  );
  expect(identities).toEqual(new Set(['AssumedRole', 'AWSAccount', 'FederatedUser', 'IAMUser', 'Root', undefined]));
});
