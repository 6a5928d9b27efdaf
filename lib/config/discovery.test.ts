import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadConfig } from './load-config';
import { toMistakeLine } from './mistake';

const example = readFileSync('keyledger.example.yaml', 'utf8');
const rest = 'signIn: { providers: [{ id: c, name: c, issuer: "https://i.example", clientId: k, clientSecretEnv: S }] }\ngrants: [{ who: { anyone: true }, may: [inventory.read] }]'; // prettier-ignore
const load = (yaml: string, region = 'eu-west-1') =>
  loadConfig({ S: 'CANARY-client', KEYLEDGER_CLIENT_SECRET: 'CANARY-client', AWS_REGION: region }, (path) =>
    path === 'keyledger.yaml' ? yaml : null,
  );
const stated = (discovery: string, region?: string) => load(`discovery: ${discovery}\n${rest}`, region);
const mistakesOf = (discovery: string): string => {
  const loaded = stated(discovery);
  return loaded.ok ? '' : loaded.mistakes.map(toMistakeLine).join('\n');
};
const found = (discovery: string, region?: string) => {
  const loaded = stated(discovery, region);
  return loaded.ok ? loaded.config.aws.discovery : loaded.mistakes;
};

describe('discovery', () => {
  it('is off where nothing is said of it', () => {
    const loaded = load(rest);
    expect(loaded.ok && loaded.config.aws.discovery).toBeNull();
    expect(loaded.ok && loaded.config.aws.policyLimits).not.toHaveProperty('anyRegion');
  });

  it('is what the example says', () => {
    const loaded = load(example);
    expect(loaded.ok && loaded.config.aws.discovery).toEqual({
      organizations: { role: 'arn:aws:iam::111122223333:role/keyledger-discovery', externalId: 'keyledger-5f0c' },
      include: { ids: [], names: ['workloads-*', 'platform-?'] },
      exclude: { ids: ['999900001111'], names: [] },
      regions: 'enabled',
      homeRegion: 'us-east-1',
      roles: {
        read: 'keyledger-read',
        reveal: 'keyledger-reveal',
        rotate: 'keyledger-rotate',
        recover: 'keyledger-recover',
      },
      externalId: 'keyledger-5f0c',
      everySeconds: 3600,
    });
    expect(loaded.ok && loaded.config.aws.policyLimits).toMatchObject({ anyRegion: true });
  });

  it('needs no list of accounts beside it', () => {
    const loaded = stated('{ regions: [eu-west-1], roles: { read: keyledger-read } }');
    expect(loaded.ok && loaded.config.aws).toMatchObject({
      accounts: [],
      discovery: {
        homeRegion: 'eu-west-1',
        organizations: { role: null },
        roles: { reveal: null },
        everySeconds: 3600,
      },
    });
  });

  it.each([
    ['the first of the list', '{ regions: [sa-east-1, eu-west-1], roles: { read: r } }', 'eu-west-1', 'sa-east-1'],
    ['one that all have', '{ regions: enabled, roles: { read: r } }', 'eu-west-1', 'us-east-1'],
    ['of the role’s partition', '{ organizations: { role: "arn:aws-cn:iam::111122223333:role/d" }, regions: enabled, roles: { read: r } }', 'eu-west-1', 'cn-north-1'], // prettier-ignore
    ['of the environment’s partition', '{ regions: enabled, roles: { read: r } }', 'us-gov-east-1', 'us-gov-west-1'],
  ])('asks in a home region: %s', (_, discovery, region, home) => {
    expect(found(discovery, region)).toMatchObject({ homeRegion: home });
  });

  it.each([
    ['no role to read with', '{ regions: enabled, roles: {} }', /discovery.roles.read/],
    ['an ARN for a name', '{ regions: enabled, roles: { read: "arn:aws:iam::111122223333:role/r" } }', /roles.read: is no name/],
    ['a name with a / before it', '{ regions: enabled, roles: { read: /r } }', /roles.read: is no name/],
    ['no regions', '{ roles: { read: r } }', /discovery.regions/],
    ['regions of two partitions', '{ regions: [eu-west-1, cn-north-1], roles: { read: r } }', /regions\[1\]: is in the partition aws-cn/],
    ['a region twice', '{ regions: [eu-west-1, eu-west-1], roles: { read: r } }', /names a region twice/],
    ['anything for all', '{ regions: all, roles: { read: r } }', /neither `enabled` nor a list/],
    ['a role of another partition', '{ organizations: { role: "arn:aws-cn:iam::111122223333:role/d" }, regions: [eu-west-1], roles: { read: r } }', /organizations.role: is in the partition aws-cn/],
    ['an external id for nobody', '{ organizations: { externalId: abc }, regions: enabled, roles: { read: r } }', /is sent with a role/],
    ['an id without quotes', '{ include: { ids: [111122223333] }, regions: enabled, roles: { read: r } }', /an account id is no number/],
    ['an empty include', '{ include: {}, regions: enabled, roles: { read: r } }', /needs ids, names or both/],
    ['a name that shows nothing', '{ exclude: { names: ["\\u200B"] }, regions: enabled, roles: { read: r } }', /holds letters that show nothing/],
    ['a second too often', '{ everyMinutes: 1, regions: enabled, roles: { read: r } }', /everyMinutes/],
    ['a key that is none', '{ organisation: x, regions: enabled, roles: { read: r } }', /organisation/],
  ])('refuses %s', (_, discovery, expected) => {
    expect(mistakesOf(discovery)).toMatch(expected);
  }); // prettier-ignore
});
