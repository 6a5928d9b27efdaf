import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OCCASION_NAMES } from '@/lib/domain/notification/occasion';
import { loadConfig } from './load-config';
import { toMistakeLine } from './mistake';

const PATH = '/services/T0/B0/CANARYpath';
const KEY = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
const OTHER = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
const ENV = {
  AWS_REGION: 'eu-west-1',
  SECRET: 'client',
  SLACK_URL: `https://hooks.slack.com${PATH}`,
  HOOK_URL: 'https://hooks.example.com/CANARYpath',
  HOOK_KEY: `${KEY}\n${OTHER}`,
};
const BASE = {
  accounts: [{ id: '111122223333', name: 'main', regions: ['eu-west-1'] }],
  signIn: {
    providers: [
      { id: 'corp', name: 'Corp', issuer: 'https://login.example.com', clientId: 'c', clientSecretEnv: 'SECRET' },
    ],
  },
  grants: [{ who: { anyone: true }, may: ['inventory.read'] }],
};
const slack = { name: 'chat', kind: 'slack', urlEnv: 'SLACK_URL', occasions: ['rotation.failing'] };
const hook = {
  name: 'hook',
  kind: 'webhook',
  urlEnv: 'HOOK_URL',
  signingSecretEnv: 'HOOK_KEY',
  occasions: ['reveal.prod'],
};

const load = (notifications: object, env: Record<string, string> = {}, files: Record<string, string> = {}) =>
  loadConfig({ ...ENV, ...env }, (path) =>
    path === 'keyledger.yaml' ? JSON.stringify({ ...BASE, notifications }) : (files[path] ?? null),
  );
function mistakes(...parameters: Parameters<typeof load>): string {
  const loaded = load(...parameters);
  return loaded.ok ? '' : loaded.mistakes.map(toMistakeLine).join('\n');
}

it('the example is a valid section, once its signs are taken away', () => {
  const example = readFileSync('keyledger.example.yaml', 'utf8').replaceAll(/^#:/gm, '');
  const env = {
    KEYLEDGER_CLIENT_SECRET: 'client',
    KEYLEDGER_SLACK_URL: ENV.SLACK_URL,
    KEYLEDGER_PAYMENTS_URL: ENV.SLACK_URL,
    KEYLEDGER_SECURITY_URL: ENV.HOOK_URL,
    KEYLEDGER_SECURITY_KEY: KEY,
  };
  const loaded = loadConfig(env, (path) => (path === 'keyledger.yaml' ? example : null));
  const names = loaded.ok ? loaded.config.notifications.channels.map(({ name }) => name) : loaded.mistakes;
  expect(names).toEqual(['platform-chat', 'security', 'payments-chat']);
  // Whatever may be told is named there.
  for (const occasion of OCCASION_NAMES) expect(example).toContain(occasion);
});

describe('channels', () => {
  it('have their address and secrets from where the file points to, and no digest of them', () => {
    const loaded = load({ channels: [slack, hook], ownerRoutes: { payments: 'chat' } });
    expect(loaded).toMatchObject({
      ok: true,
      config: {
        notifications: {
          channels: [
            { name: 'chat', url: ENV.SLACK_URL, keys: [], owners: ['payments'], environments: null },
            { name: 'hook', keys: [Buffer.alloc(32, 9), Buffer.alloc(32, 8)], owners: [] },
          ],
          scopeFailingHours: 3,
        },
      },
    });
    const digest = (env: Record<string, string>) => {
      const other = load({ channels: [slack, hook] }, env);
      return other.ok && other.digest;
    };
    expect(digest({ SLACK_URL: 'https://hooks.slack.com/other' })).toBe(digest({}));
  });

  it('may be pointed to as files', () => {
    const files = { '/run/url': `${ENV.SLACK_URL}\n`, '/run/key': KEY };
    const filed = {
      ...hook,
      urlEnv: undefined,
      signingSecretEnv: undefined,
      urlFile: '/run/url',
      signingSecretFile: '/run/key',
    };
    expect(load({ channels: [filed] }, {}, files)).toMatchObject({ ok: true });
    expect(mistakes({ channels: [filed] })).toMatch(
      /urlFile: names a file that is empty[\s\S]*signingSecretFile: names a file/,
    );
  });

  it.each<[string, object, RegExp, Record<string, string>?]>([
    ['no channels', { channels: [] }, /channels/],
    ['an occasion that is none', { channels: [{ ...slack, occasions: ['rotation.failed'] }] }, /occasions\[0\]/],
    ['a name twice', { channels: [slack, { ...hook, name: 'chat' }] }, /channels\[1\].name: is there twice/],
    ['no address', { channels: [{ ...slack, urlEnv: undefined }] }, /needs exactly one of urlEnv, urlFile/],
    [
      'a webhook without a secret',
      { channels: [{ ...hook, signingSecretEnv: undefined }] },
      /exactly one of signingSecretEnv/,
    ],
    ['Slack with one', { channels: [{ ...slack, signingSecretEnv: 'HOOK_KEY' }] }, /none where it is slack/],
    ['a variable that is not set', { channels: [{ ...slack, urlEnv: 'NOTHING' }] }, /the variable NOTHING is not set/],
    [
      'an address in the file',
      { channels: [{ ...slack, url: 'https://hooks.slack.com/CANARYpath' }] },
      /url: is no key/,
    ],
    ['http', { channels: [slack] }, /is not https/, { SLACK_URL: 'http://hooks.slack.com/CANARYpath' }],
    ['a password in it', { channels: [slack] }, /with a password/, { SLACK_URL: 'https://a:CANARYpath@x.example' }],
    ['no address at all', { channels: [slack] }, /is no address/, { SLACK_URL: 'CANARYpath' }],
    ['a private address', { channels: [slack] }, /is not public/, { SLACK_URL: 'https://10.0.0.1/CANARYpath' }],
    ['a disguised one', { channels: [slack] }, /is not public/, { SLACK_URL: 'https://0x7f.1/CANARYpath' }],
    ['a secret of another form', { channels: [hook] }, /of the form whsec_/, { HOOK_KEY: 'CANARYpath' }],
    ['three secrets', { channels: [hook] }, /one or two secrets/, { HOOK_KEY: `${KEY} ${OTHER} ${KEY}` }],
    ['a route to nowhere', { channels: [slack], ownerRoutes: { payments: 'hook' } }, /leads to no channel/],
    ['a channel of owners that are not named', { channels: [{ ...slack, ownersOnly: true }] }, /no owner leads to it/],
    ['a network that is not private', { channels: [slack], allowPrivate: ['0.0.0.0/0'] }, /no network of private/],
    ['metadata as a network', { channels: [slack], allowPrivate: ['169.254.169.254/32'] }, /no network of private/],
    [
      'an environment by another spelling',
      { channels: [{ ...slack, environments: ['production'] }] },
      /another spelling of "prod"/,
    ],
    [
      'loopback for others',
      { channels: [slack], allowLoopback: true },
      /on this machine alone/,
      { HOST: '0.0.0.0', KEYLEDGER_URL: 'https://k.example.com' },
    ],
  ])('%s is refused by its place, and repeats no secret', (_, section, words, env) => {
    const said = mistakes(section, env);
    expect(said).toMatch(words);
    expect(said).not.toMatch(/CANARYpath|T0|whsec_[A-Za-z0-9]{8}/);
  });

  it('on this machine are reached where all of Keyledger is there, and it is said', () => {
    const url = { SLACK_URL: 'http://127.0.0.1:4000/hook' };
    expect(load({ channels: [slack], allowLoopback: true }, url)).toMatchObject({ ok: true });
    expect(mistakes({ channels: [slack] }, url)).toMatch(/is not https/);
  });
});
