import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadConfig } from './load-config';
import { toMistakeLine } from './mistake';

const example = readFileSync('keyledger.example.yaml', 'utf8');
const env = { KEYLEDGER_CLIENT_SECRET: 'CANARY-client', AWS_REGION: 'eu-west-1' };

function mistakesOf(yaml: string): string {
  const loaded = loadConfig(env, (path) => (path === 'keyledger.yaml' ? yaml : null));
  return loaded.ok ? '' : loaded.mistakes.map(toMistakeLine).join('\n');
}

/** The example with one thing changed. */
const edited = (from: string, to: string): string => {
  expect(example).toContain(from);
  return example.replace(from, to);
};

describe('YAML', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
    .split('')
    .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(',')}]`)
    .join('\n')}`;
  it.each([
    ['a key twice', 'sync: {}\nsync: {}', /line 2: .*unique/],
    ['a bomb of anchors', bomb, /refers to its own anchors too often/],
    ['a tab', 'sync:\n\thistorySeconds: 30', /line 2: /],
    ['an unclosed bracket', 'accounts: [', /keyledger.yaml line 1/],
    ['an unknown tag', 'sync: !!js/function "x"', /line 1: .*tag/],
    ['a second document', 'sync: {}\n---\nsync: {}', /keyledger.yaml line/],
    ['a list instead of a map', '- a\n- b', /expected object/],
    ['a scalar', 'hello', /expected object/],
    ['megabytes', `# ${'x'.repeat(1_100_000)}`, /larger than 1 MiB/],
    ['an own __proto__', '__proto__: { polluted: true }', /__proto__: is no key/],
    ['a constructor', 'sync: { constructor: 1 }', /sync.constructor: is no key/],
  ])('%s', (_what, yaml, expected) => {
    expect(mistakesOf(yaml)).toMatch(expected);
    expect({}).not.toHaveProperty('polluted');
  });

  it('a misplaced secret is never repeated', () => {
    const texts = [
      'signIn: "CANARY" "CANARY"',
      edited('clientSecretEnv: KEYLEDGER_CLIENT_SECRET', 'clientSecret: CANARY'),
      edited('clientSecretEnv: KEYLEDGER_CLIENT_SECRET', 'clientSecretEnv: canary-CANARY'),
    ];
    for (const text of texts) {
      expect(mistakesOf(text)).not.toBe('');
      expect(mistakesOf(text)).not.toContain('CANARY');
    }
  });
});

describe('values', () => {
  it.each([
    ["id: '111122223333'", 'id: 111122223333', /line \d+, accounts\[0\].id: .*quotes/],
    ["id: '111122223333'", 'id: 0x19DE1FA22D', /accounts\[0\].id/],
    ["id: '444455556666'", "id: '111122223333'", /accounts\[1\].id: is there twice/],
    [
      'regions: [eu-west-1, us-east-1]',
      'regions: [eu-west-1, eu-west-1]',
      /accounts\[0\].regions: names a region twice/,
    ],
    ['regions: [eu-west-1, us-east-1]', 'regions: eu-west-1', /accounts\[0\].regions: expected array/],
    ['regions: [eu-west-1, us-east-1]', 'regions: []', /accounts\[0\].regions: is too small/],
    [
      'regions: [eu-west-1, us-east-1]',
      'region: [eu-west-1]',
      /accounts\[0\].region: is no key .* Did you mean "regions"/,
    ],
    [
      '111122223333:role/keyledger-read',
      '444455556666:role/keyledger-read',
      /accounts\[0\].roles.read: is a role of another/,
    ],
    ['arn:aws:iam::111122223333:role/keyledger-reveal', 'keyledger-reveal', /roles.reveal: is not the ARN/],
    ['historySeconds: 30', 'historySeconds: 1e309', /sync.historySeconds/],
    ['historySeconds: 30', 'historySeconds: .nan', /sync.historySeconds/],
    ['historySeconds: 30', 'historySeconds: 99999999999999999999', /sync.historySeconds/],
    ['historySeconds: 30', 'historySeconds: "30"', /sync.historySeconds: expected number/],
    ['historySeconds: 30', 'historySecond: 30', /Did you mean "historySeconds"/],
    ['issuer: https://login.example.com', 'issuer: http://login.example.com', /issuer: is no https/],
    ['- id: company', '- id: demo', /id: is kept for the demo/],
    ['groupsClaim: groups', '', /names a group, and provider "company" has no groupsClaim/],
    ['who: { anyone: true }', 'who: { anyone: false }', /grants\[0\].who/],
    ['who: { anyone: true }', 'who: {}', /grants\[0\].who: needs exactly one of/],
    ['who: { anyone: true }', 'who: { anyone: true, group: a }', /grants\[0\].who: needs exactly one of/],
    ['who: { anyone: true }', 'who: { group: a, provider: other }', /names no known provider/],
    [
      'https://login.example.com|0192837465',
      'https://evil.example.com|0192837465',
      /issuer that is none of the providers/,
    ],
    ['may: [inventory.read]', 'may: [inventory.reed]', /grants\[0\].may\[0\]: is not known/],
    [
      'where: { notEnvironments: [prod] }',
      'where: { notEnvironments: [production] }',
      /write|another spelling of "prod"/i,
    ],
    ['where: { notEnvironments: [prod] }', 'where: { notEnvironment: [prod] }', /Did you mean "notEnvironments"/],
    ["'111122223333': prod", "'111122223333': live", /another spelling of "prod"/],
    ['effect: deny', 'effect: forbid', /effect: is not known/],
    ['- name: first', '- name: first\n      tag: [env]', /needs exactly one of tag, name, account/],
  ])('%s → %s', (from, to, expected) => {
    expect(mistakesOf(edited(from, to))).toMatch(expected);
  });

  it('every mistake is listed, each with its line', () => {
    const broken = edited('historySeconds: 30', 'historySeconds: no').replace('effect: deny', 'efect: deny');
    const lines = mistakesOf(broken).split('\n');
    expect(lines).toHaveLength(2);
    const line = broken.split('\n').findIndex((text) => text.includes('efect')) + 1;
    expect(lines.join('\n')).toContain(
      `keyledger.yaml line ${line}, grants[6].efect: is no key that Keyledger knows. Did you mean "effect"?`,
    );
  });
});

it('two providers: a group must say which of them vouches for it', () => {
  const second =
    '- { id: other, name: Other, issuer: "https://b.example", clientId: k, clientSecretEnv: KEYLEDGER_CLIENT_SECRET }';
  const yaml = example.replace('  sessionIdleMinutes', `    ${second}\n  sessionIdleMinutes`);
  expect(mistakesOf(yaml)).toMatch(/grants\[1\].who: must say which provider vouches for it/);
});

it('rules for acts never get laxer by leaving something out', () => {
  const yaml = edited('      rotateNeedsTypedName: true\n', '').replace(
    "    '*':",
    "    staging: { revealNeedsReason: true }\n    '*':",
  );
  const loaded = loadConfig(env, (path) => (path === 'keyledger.yaml' ? yaml : null));
  expect(loaded.ok && loaded.config.actRules).toMatchObject({
    prod: { rotateNeedsTypedName: true },
    staging: { revealNeedsReason: true, rotateNeedsReason: false },
  });
});
