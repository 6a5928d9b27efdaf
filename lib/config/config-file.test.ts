import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { computedMs } from '@/lib/domain/testing/computed-ms';
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

  const many = (count: number, toText: (index: number) => string) =>
    Array.from({ length: count }, (_, at) => toText(at));
  const inMany = (what: string, of: string[]) => `environments: { ${what}: { ${of.join(', ')} } }`;
  const ticket = "{ revealTicket: { pattern: '[A-Z]{2,9}-[0-9]{1,900}', example: OPS-1 } }";
  it.each([
    [
      'a name that is no key, of aliases',
      'environments: { aliases: { __proto__: [a] } }',
      /aliases.__proto__: is no key/,
    ],
    ['of acts', 'environments: { acts: { __proto__: { reveal: never } } }', /acts.__proto__: is no key/],
    ['of accounts', 'environments: { rules: [{ account: { __proto__: prod } }] }', /account.__proto__: is no key/],
    [
      'a name of two environments',
      'environments: { aliases: { dev: [x], test: [X] } }',
      /test\[0\]: is a spelling of dev/,
    ],
    ['a guard taken off', 'environments: { aliases: { dev: [Prod], prod: [] } }', /dev\[0\]: is a spelling of prod/],
    ['in other letters', 'environments: { aliases: { dev: ["pr\\u200Bod"], prod: [] } }', /dev\[0\]: /],
    ['a number', 'environments: 5', /environments: expected object/],
    ['a list of rules that is none', 'environments: { rules: { name: first } }', /rules: expected array/],
    ['rules that are none', 'environments: { rules: [5, null, []] }', /rules\[2\]: expected object/],
    ['a tag that is no list', 'environments: { rules: [{ tag: env }] }', /rules\[0\].tag: expected array/],
    ['a name twice', 'environments: { aliases: { dev: [], dev: [] } }', /line 1: .*unique/],
    ['a name that is its own alias', 'environments: &a { aliases: *a }', /environments.aliases/],
    ['depth', `environments: ${'['.repeat(20_000)}${']'.repeat(20_000)}`, /line 1: is nested too deeply/],
    [
      'too many aliases',
      inMany(
        'aliases',
        many(101, (at) => `e${at}: [x${at}]`),
      ),
      /aliases: names more than 100/,
    ],
    [
      'too many patterns',
      inMany(
        'acts',
        many(2000, (at) => `e${at}: ${ticket}`),
      ),
      /acts: names more than 100/,
    ],
    [
      'a name by the thousand',
      inMany(
        'aliases',
        many(2000, () => 'dev: []'),
      ),
      /line 1: .*unique/,
    ],
  ])('of environments: %s is refused by its place, and soon', (_what, yaml, expected) => {
    const at = computedMs();
    expect(mistakesOf(yaml)).toMatch(expected);
    expect({}).not.toHaveProperty('reveal');
    expect(computedMs() - at).toBeLessThan(4000);
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
      'who: { anyone: true }',
      'who: { anyone: true, provider: company }',
      /grants\[0\].who: names a provider where none/,
    ],
    ['who: { anyone: true }', 'who: { claim: { name: a } }', /grants\[0\].who.claim.value/],
    ['who: { anyone: true }', 'who: { claim: { name: a, value: 17 } }', /claim.value: is not text in quotes/],
    ['who: { anyone: true }', 'who: { claim: { name: email, value: a@b.example } }', /write who: \{ email: … \}/],
    ['who: { anyone: true }', 'who: { claim: { name: groups, value: a } }', /write who: \{ group: … \}/],
    ['who: { anyone: true }', 'who: { claim: { name: nickname, value: a } }', /vouches for nothing/],
    ['who: { anyone: true }', 'who: { claim: { name: __proto__, value: a } }', /vouches for nothing/],
    ['group: contractors', 'group: c\u043entractors', /grants\[7\].who.group: holds letters/],
    ['group: contractors', 'group: contractors\u200b', /grants\[7\].who.group: holds letters/],
    ['group: contractors', 'group: "\u202econtractors"', /grants\[7\].who.group: holds letters/],
    ['group: contractors', 'group: \uff43ontractors', /grants\[7\].who.group: holds letters/],
    ['group: contractors', 'group: cafe\u0301', /grants\[7\].who.group: holds letters/],
    ['may: [inventory.read]', 'may: [inventory.read, session.end]', /grants\[0\].may\[1\]: is about no secret/],
    ['where: { notEnvironments: [prod] }', 'where: {}', /grants\[0\].where: states no condition/],
    ['where: { notEnvironments: [prod] }', 'where:', /grants\[0\].where/],
    ['where: { notEnvironments: [prod] }', 'where: { environments: [] }', /where.environments: is too small/],
    ['where: { notEnvironments: [prod] }', 'where: { accounts: [111122223333] }', /where.accounts\[0\]: .*quotes/],
    ['where: { notEnvironments: [prod] }', 'where: { __proto__: { a: b } }', /where.__proto__: is no key/],
    ['where: { notEnvironments: [prod] }', 'where: { tag: { key: team } }', /where.tag.value/],
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
    ['reveal: allowed', 'reveal: nobody', /acts.prod.reveal: is not known/],
    ['revealsPerHour: 60', 'revealsPerHour: 0', /acts.prod.revealsPerHour: is too small: at least 1/],
    ['FreshSignInMinutes: 15', 'FreshSignInMinutes: 0', /revealNeedsFreshSignInMinutes: is too small: at least 1/],
    ['example: OPS-1234', 'example: none', /acts.prod.revealTicket.pattern: does not fit its own example/],
    ["pattern: '", "pattern: '(?!x)", /acts.prod.revealTicket.pattern: is no pattern in RE2/],
    ["pattern: '", "pattern: '(", /acts.prod.revealTicket.pattern: is no pattern in RE2/],
    ["pattern: '", "pattern: '|", /acts.prod.revealTicket.pattern: fits a text without anything/],
    [', example: OPS-1234', '', /acts.prod.revealTicket.example: /],
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
      `keyledger.yaml line ${line}, grants[7].efect: is no key that Keyledger knows. Did you mean "effect"?`,
    );
  });
});

it('two providers: a group must say which of them vouches for it', () => {
  const second =
    '- { id: other, name: Other, issuer: "https://b.example", clientId: k, clientSecretEnv: KEYLEDGER_CLIENT_SECRET }';
  const yaml = example.replace('  sessionIdleMinutes', `    ${second}\n  sessionIdleMinutes`);
  expect(mistakesOf(yaml)).toMatch(/grants\[1\].who: must say which provider vouches for it/);
});

it('a group in another script, or with letters of two in two words, is a name like any other', () => {
  for (const group of ['платежи', '"команда prod"', 'prod-платежи', 'Ærø', '支払い'])
    expect(mistakesOf(edited('group: contractors', `group: ${group}`))).toBe('');
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

it('what every environment is asked for is asked for in prod, unless it says otherwise', () => {
  const ticket = { pattern: 'OPS-[0-9]+', example: 'OPS-1' };
  const rulesOf = (acts: string) => {
    const yaml = example.replace(/  acts:\n(    .*\n)+/, `  acts: ${acts}\n`);
    const loaded = loadConfig(env, (path) => (path === 'keyledger.yaml' ? yaml : null));
    return loaded.ok ? loaded.config.actRules : loaded.mistakes;
  };
  const everywhere = "'*': { reveal: never, revealTicket: { pattern: 'OPS-[0-9]+', example: OPS-1 } }";
  expect(rulesOf(`{ ${everywhere}, dev: { reveal: allowed } }`)).toMatchObject({
    prod: { reveal: 'never', revealTicket: ticket, revealNeedsReason: true, rotateNeedsTypedName: true },
    dev: { reveal: 'allowed', revealTicket: ticket, revealNeedsReason: false },
  });
  expect(rulesOf(`{ ${everywhere}, prod: { reveal: allowed, revealTicket: null } }`)).toMatchObject({
    prod: { reveal: 'allowed', revealTicket: null, revealNeedsReason: true },
  });
});
