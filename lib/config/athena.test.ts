import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { USUAL_ATHENA } from '@/lib/domain/athena/athena-settings';
import { loadConfig } from './load-config';
import { toMistakeLine } from './mistake';

const example = readFileSync('keyledger.example.yaml', 'utf8');
const rest = 'signIn: { providers: [{ id: c, name: c, issuer: "https://i.example", clientId: k, clientSecretEnv: S }] }\ngrants: [{ who: { anyone: true }, may: [inventory.read] }]'; // prettier-ignore
const load = (yaml: string) =>
  loadConfig({ S: 'CANARY', KEYLEDGER_CLIENT_SECRET: 'CANARY', AWS_REGION: 'eu-west-1' }, (path) =>
    path === 'keyledger.yaml' ? yaml : null,
  );
const stated = (athena: string) => load(`athena: ${athena}\n${rest}`);
const TRAIL = 'trail: { bucket: trail, since: 2024-01-01 }';

it('is off where nothing is said of it', () => {
  const loaded = load(rest);
  expect(loaded.ok && loaded.config.athena).toBeNull();
});

it('is what the example says, which is what Settings shows where it is off', () => {
  const loaded = load(example);
  expect(loaded.ok && loaded.config.athena).toEqual(USUAL_ATHENA);
});

it('needs a region and a trail, and fills in the rest', () => {
  const loaded = stated(`{ region: eu-west-1, ${TRAIL} }`);
  expect(loaded.ok && loaded.config.athena).toMatchObject({
    workgroup: 'keyledger',
    output: null,
    role: null,
    database: 'keyledger',
    table: 'cloudtrail',
    trail: { bucket: 'trail', prefix: '', organization: null, since: '2024-01-01', kmsKey: null },
  });
});

it.each([
  ['no trail', '{ region: eu-west-1 }', 'trail'],
  ['a region that is none', `{ region: here, ${TRAIL} }`, 'is no region'],
  ['a workgroup of two words', `{ region: eu-west-1, workgroup: "a b", ${TRAIL} }`, 'is no name of a workgroup'],
  ['a table that ends the statement', `{ region: eu-west-1, table: "a; drop table b", ${TRAIL} }`, 'is no name of it'],
  ['a catalog with a quote', `{ region: eu-west-1, catalog: 'a"b', ${TRAIL} }`, 'is no name of a data catalog'],
  ['results without a folder', `{ region: eu-west-1, output: 's3://bucket', ${TRAIL} }`, 'is no place in S3'],
  [
    'a bucket that is a URL',
    '{ region: eu-west-1, trail: { bucket: "s3://x", since: 2024-01-01 } }',
    'no name of a bucket',
  ],
  [
    'a prefix without its end',
    '{ region: eu-west-1, trail: { bucket: abc, prefix: logs, since: 2024-01-01 } }',
    'is no prefix',
  ],
  [
    'a prefix that is a pattern',
    '{ region: eu-west-1, trail: { bucket: abc, prefix: "${account}/", since: 2024-01-01 } }',
    'is no prefix',
  ],
  [
    'a prefix that would widen the policy',
    '{ region: eu-west-1, trail: { bucket: abc, prefix: "*/", since: 2024-01-01 } }',
    'is no prefix',
  ],
  ['results that would', `{ region: eu-west-1, output: 's3://bucket/*/', ${TRAIL} }`, 'is no place in S3'],
  [
    'an organization by name',
    '{ region: eu-west-1, trail: { bucket: abc, organization: acme, since: 2024-01-01 } }',
    'is no id of an organization',
  ],
  ['a day that is none', '{ region: eu-west-1, trail: { bucket: abc, since: 2024-02-30 } }', 'is no day'],
  [
    'a role of another partition',
    `{ region: eu-west-1, role: 'arn:aws-cn:iam::111122223333:role/r', ${TRAIL} }`,
    'is in the partition aws-cn',
  ],
  ['an external id without a role', `{ region: eu-west-1, externalId: abc, ${TRAIL} }`, 'is sent with a role'],
  ['a word that is not known', `{ region: eu-west-1, buckets: x, ${TRAIL} }`, 'buckets'],
])('names the mistake: %s', (_, athena, said) => {
  const loaded = stated(athena);
  const mistakes = loaded.ok ? '' : loaded.mistakes.map(toMistakeLine).join('\n');
  expect(mistakes).toContain(said);
  expect(mistakes).toContain('keyledger.yaml');
});
