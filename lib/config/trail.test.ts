import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { USUAL_TRAIL } from '@/lib/domain/trail/job/trail-settings';
import { loadConfig } from './load-config';
import { toMistakeLine } from './mistake';

const example = readFileSync('keyledger.example.yaml', 'utf8');
const rest = 'signIn: { providers: [{ id: c, name: c, issuer: "https://i.example", clientId: k, clientSecretEnv: S }] }\ngrants: [{ who: { anyone: true }, may: [inventory.read] }]'; // prettier-ignore
const load = (yaml: string) =>
  loadConfig({ S: 'CANARY', KEYLEDGER_CLIENT_SECRET: 'CANARY', AWS_REGION: 'eu-west-1' }, (path) =>
    path === 'keyledger.yaml' ? yaml : null,
  );
const stated = (trail: string) => load(`trail: ${trail}\n${rest}`);
const LEAST = 'bucket: trail, region: eu-west-1, since: 2024-01-01';

it('is off where nothing is said of it', () => {
  const loaded = load(rest);
  expect(loaded.ok && loaded.config.trail).toBeNull();
});

it('is what the example says, which is what Settings shows where it is off', () => {
  const loaded = load(example);
  expect(loaded.ok && loaded.config.trail).toEqual(USUAL_TRAIL);
});

it('needs a bucket, its region and a first day; proves and claims nothing by itself', () => {
  const loaded = stated(`{ ${LEAST} }`);
  expect(loaded.ok && loaded.config.trail).toEqual({
    bucket: 'trail',
    region: 'eu-west-1',
    since: '2024-01-01',
    prefix: '',
    organization: null,
    owner: null,
    role: null,
    externalId: null,
    accounts: null,
    kmsKey: null,
    digests: false,
    completeReads: null,
  });
});

it('is part of what processes compare, so that one that reads another bucket is known', () => {
  const digests = ['', ', prefix: logs/', ', digests: true'].map((more) => {
    const loaded = stated(`{ ${LEAST}${more} }`);
    return loaded.ok && loaded.digest;
  });
  expect(new Set(digests).size).toBe(3);
});

it.each([
  ['no bucket', '{ region: eu-west-1, since: 2024-01-01 }', 'bucket'],
  ['a bucket that is a URL', '{ bucket: "s3://x", region: eu-west-1, since: 2024-01-01 }', 'no name of a bucket'],
  ['a region that is none', '{ bucket: trail, region: here, since: 2024-01-01 }', 'is no region'],
  ['a prefix without its end', `{ ${LEAST}, prefix: logs }`, 'is no prefix'],
  ['a prefix that would widen the policy', `{ ${LEAST}, prefix: "*/" }`, 'is no prefix'],
  ['an organization by name', `{ ${LEAST}, organization: acme }`, 'is no id of an organization'],
  ['a day that is none', '{ bucket: trail, region: eu-west-1, since: 2024-02-30 }', 'is no day'],
  ['an owner by name', `{ ${LEAST}, owner: acme }`, 'owner'],
  ['a role of another partition', `{ ${LEAST}, role: 'arn:aws-cn:iam::111122223333:role/r' }`, 'partition aws-cn'],
  ['an external id without a role', `{ ${LEAST}, externalId: abc }`, 'is sent with a role'],
  ['a word that nothing proves', `{ ${LEAST}, completeReads: all-events }`, 'says what digests prove'],
  ['a word that is no name', `{ ${LEAST}, digests: true, completeReads: true }`, 'completeReads'],
  ['a key that is none', `{ ${LEAST}, kmsKey: alias/trail }`, 'is not the ARN of a KMS key'],
  ['a word that is not known', `{ ${LEAST}, buckets: x }`, 'buckets'],
])('names the mistake: %s', (_, trail, said) => {
  const loaded = stated(trail);
  const mistakes = loaded.ok ? '' : loaded.mistakes.map(toMistakeLine).join('\n');
  expect(mistakes).toContain(said);
  expect(mistakes).toContain('keyledger.yaml');
});
