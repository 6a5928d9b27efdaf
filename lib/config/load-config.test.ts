import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadConfig } from './load-config';
import { HANDED_DOWN } from './handed-down';
import { toMistakeLine } from './mistake';

const example = readFileSync('keyledger.example.yaml', 'utf8');
const SECRET = 'CANARY-client-secret-2b1f';
const base = { KEYLEDGER_CLIENT_SECRET: SECRET, AWS_REGION: 'eu-west-1' };

const load = (yaml: string | null, env: Record<string, string> = {}) =>
  loadConfig({ ...base, ...env }, (path) => (path === 'keyledger.yaml' ? yaml : null));

const mistakesOf = (yaml: string | null, env: Record<string, string> = {}): string[] => {
  const loaded = load(yaml, env);
  return loaded.ok ? [] : loaded.mistakes.map(toMistakeLine);
};

const configOf = (yaml: string | null, env: Record<string, string> = {}) => {
  const loaded = load(yaml, env);
  if (!loaded.ok) throw new Error(loaded.mistakes.map(toMistakeLine).join('\n'));
  return loaded;
};

const demo = JSON.stringify({ demo: true, ownCredentials: false, embeddedDatabase: true, caller: null });

describe('the example', () => {
  it('is a valid configuration', () => {
    const { config } = configOf(example);
    expect(config.aws.accounts.map(({ id }) => id)).toEqual(['111122223333', '444455556666']);
    expect(config.auth.providers[0]).toMatchObject({ id: 'company', clientSecret: SECRET, groupsClaim: 'groups' });
    expect(config.auth.sessionIdleSeconds).toBe(1800);
    expect(config.auth.statements).toHaveLength(8);
    expect(config.auth.statements[1]?.who).toEqual({
      kind: 'group',
      issuer: 'https://login.example.com',
      group: 'platform',
    });
    expect(config.web).toMatchObject({ host: '127.0.0.1', port: 3000, publicUrl: 'http://127.0.0.1:3000' });
  });

  it('names every variable that is read', () => {
    const names = readFileSync('.env.example', 'utf8').matchAll(/^#([A-Z][A-Z0-9_]+)=/gm);
    expect([...names].map(([, name]) => name)).toContain('KEYLEDGER_METRICS_TOKEN');
  });
});

describe('digest', () => {
  it('stays the same however the file is laid out, and changes with what it says', () => {
    const digest = configOf(example).digest;
    expect(configOf(`# a comment\n${example}`).digest).toBe(digest);
    expect(configOf(example.replace('historySeconds: 30', 'historySeconds: 31')).digest).not.toBe(digest);
  });

  it('knows nothing of secrets', () => {
    const other = { KEYLEDGER_CLIENT_SECRET: 'another', KEYLEDGER_SESSION_SECRET: 's'.repeat(32) };
    expect(configOf(example, other).digest).toBe(configOf(example).digest);
  });
});

describe('without a file', () => {
  it('asks for sign-in and grants at once', () => {
    const mistakes = mistakesOf(null, { AWS_REGION: '' });
    expect(mistakes).toHaveLength(2);
    expect(mistakes.join('\n')).toMatch(/no way to sign in[^]*nobody may do anything/);
  });

  it('looks at the account of the caller', () => {
    const handed = JSON.stringify({
      ...JSON.parse(demo),
      caller: { accountId: '012345678901', arn: null, region: 'eu-west-1' },
    });
    const { config } = configOf(null, { [HANDED_DOWN]: handed });
    expect(config.aws.accounts).toMatchObject([{ id: '012345678901', regions: ['eu-west-1'] }]);
  });
});

it('a file that is named and not there is a mistake', () => {
  expect(mistakesOf(null, { KEYLEDGER_CONFIG: 'gone.yaml' })[0]).toMatch(/^KEYLEDGER_CONFIG: gone.yaml cannot be read/);
});

describe('environment variables', () => {
  it.each([
    [{ PORT: '0x50' }, /^PORT: is not a whole number/],
    [{ PORT: '99999999999999999999' }, /^PORT:/],
    [{ PORT: '-1' }, /^PORT:/],
    [{ HOST: '0.0.0.0' }, /^KEYLEDGER_URL: is missing although HOST/],
    [{ HOST: 'a b' }, /^HOST:/],
    [{ HOST: '0.0.0.0', KEYLEDGER_URL: 'http://localhost:3000' }, /^KEYLEDGER_URL: is loopback although/],
    [{ KEYLEDGER_URL: 'http://keyledger.example.com' }, /^KEYLEDGER_URL: is http outside loopback/],
    [{ KEYLEDGER_URL: 'https://keyledger.example.com' }, /^KEYLEDGER_URL: is https, and nothing ends it/],
    [{ KEYLEDGER_URL: 'https://user:pass@k.example.com', TRUSTED_PROXIES: '10.0.0.1' }, /holds a user or password/],
    [{ KEYLEDGER_URL: 'https://k.example.com/app', TRUSTED_PROXIES: '10.0.0.1' }, /is not an origin/],
    [{ KEYLEDGER_URL: 'javascript:alert(1)' }, /is not an origin/],
    [{ KEYLEDGER_URL: 'http://localhost.evil.example' }, /is http outside loopback/],
    [{ TRUSTED_PROXIES: '0.0.0.0/0' }, /^TRUSTED_PROXIES: "0.0.0.0\/0"/],
    [{ TRUSTED_PROXIES: '10.0.0.1/33' }, /^TRUSTED_PROXIES:/],
    [{ TRUSTED_PROXIES: 'proxy.local' }, /^TRUSTED_PROXIES:/],
    [{ TLS_CERT_FILE: 'cert.pem' }, /TLS_KEY_FILE: is missing|TLS_CERT_FILE: cannot read/],
    [{ AWS_ENDPOINT_URL: 'http://10.0.0.1:4566' }, /^AWS_ENDPOINT_URL: is no endpoint/],
    [{ AWS_ENDPOINT_URL_STS: 'ftp://localhost' }, /^AWS_ENDPOINT_URL_STS:/],
    [{ AWS_REGION: 'eu-west-1; rm' }, /^AWS_REGION: is no region/],
    [{ DATABASE_URL: 'mysql://h/db' }, /^DATABASE_URL: is no address/],
    [{ DATABASE_MIGRATION_URL: 'postgres://h/db' }, /is set without DATABASE_URL/],
    [{ LOG_LEVEL: 'verbose' }, /^LOG_LEVEL: is no level/],
    [{ KEYLEDGER_SESSION_SECRET: 'short' }, /^KEYLEDGER_SESSION_SECRET: is shorter/],
    [{ KEYLEDGER_METRICS_TOKEN: 'short' }, /^KEYLEDGER_METRICS_TOKEN: is shorter/],
    [{ KEYLEDGER_CLIENT_SECRET: '' }, /line \d+, signIn.providers\[0\].clientSecretEnv: the variable/],
  ])('%j', (env, expected) => {
    expect(mistakesOf(example, env).join('\n')).toMatch(expected);
  });

  it('https behind a named proxy outside loopback is fine', () => {
    const { config } = configOf(example, {
      KEYLEDGER_URL: 'https://k.example.com',
      HOST: '0.0.0.0',
      TRUSTED_PROXIES: '10.0.0.0/8',
    });
    expect(config.auth).toMatchObject({ secureCookies: true, publicUrl: 'https://k.example.com' });
    expect(config.web.hosts).toEqual(['k.example.com']);
  });

  it('loopback has three spellings', () => {
    expect(configOf(example, { PORT: '3100' }).config.web.hosts).toEqual([
      '127.0.0.1:3100',
      'localhost:3100',
      '[::1]:3100',
    ]);
  });

  it.each([
    ['127.0.0.1', 'http://127.0.0.1:3000'],
    ['127.0.0.2', 'http://127.0.0.2:3000'],
    ['::1', 'http://[::1]:3000'],
    ['localhost', 'http://localhost:3000'],
  ])('what listens on %s is told as %s', (HOST, publicUrl) => {
    expect(configOf(example, { HOST }).config.web.publicUrl).toBe(publicUrl);
  });

  it('the demo stays on loopback', () => {
    const env = {
      [HANDED_DOWN]: demo,
      HOST: '0.0.0.0',
      KEYLEDGER_URL: 'https://k.example.com',
      TRUSTED_PROXIES: '10.0.0.1',
    };
    expect(mistakesOf(null, env).join('\n')).toMatch(/HOST: the demo lets anybody in/);
  });

  it('no mistake repeats a password', () => {
    const env = {
      DATABASE_URL: 'mysql://u:CANARY-p@h/db',
      KEYLEDGER_SESSION_SECRET: 'CANARY',
      KEYLEDGER_METRICS_TOKEN: 'CANARY',
    };
    expect(mistakesOf(example, env).length).toBeGreaterThanOrEqual(3);
    expect(mistakesOf(example, env).join('\n')).not.toContain('CANARY');
  });
});
