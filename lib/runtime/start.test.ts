import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findPort } from './postgres/find-port';

let folder: string;
let dataDir: string;
let port: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyledger-start-'));
  chmodSync(folder, 0o755);
  dataDir = join(folder, 'data');
  port = await findPort(null);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const YAML = `
accounts: [{ id: "111122223333", name: test, regions: [eu-west-1] }]
signIn: { providers: [{ id: t, name: Test, issuer: "https://login.example.com", clientId: k, clientSecretEnv: TEST_CLIENT_SECRET }] }
grants: [{ who: { anyone: true }, may: [inventory.read] }]
`;

/** `npm start` as a process of its own, to its end. */
async function start(
  env: Record<string, string>,
  { yaml = YAML, onSaid }: { yaml?: string; onSaid?: (said: string) => void } = {},
): Promise<{ code: number; said: string }> {
  const file = join(folder, 'keyledger.yaml');
  writeFileSync(file, yaml);
  const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'lib/runtime/start.ts'], {
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      PORT: String(port),
      KEYLEDGER_DATA: dataDir,
      KEYLEDGER_CONFIG: file,
      TEST_CLIENT_SECRET: 'CANARY-secret',
      // Nothing listens there: a start must not hang on AWS.
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      onSaid?.(said);
    });
  await once(child, 'close');
  return { code: child.exitCode ?? -1, said };
}

/** Processes that were started with this test's data folder in their environment or arguments. */
function findLeftovers(): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
    .filter((pid) => {
      try {
        return ['cmdline', 'environ'].some((file) => readFileSync(`/proc/${pid}/${file}`, 'utf8').includes(dataDir));
      } catch {
        return false;
      }
    });
}

it('lists every mistake with its line or variable, repeats no secret, and begins nothing', async () => {
  const yaml = YAML.replace('regions: [eu-west-1]', 'region: eu-west-1').replace('inventory.read', 'inventory.reed');
  const { code, said } = await start({ PORT: 'CANARY', DATABASE_URL: 'mysql://a:CANARY@b/c' }, { yaml });
  expect(code).toBe(1);
  expect(said).toMatch(/^Keyledger cannot start: 5 mistakes in its configuration\.\n/);
  expect(said).toMatch(/ {2}PORT: is not a whole number/);
  expect(said).toMatch(/ {2}DATABASE_URL: is no address/);
  expect(said).toMatch(/ {2}keyledger.yaml line 2, accounts\[0\]\.region: is no key .* Did you mean "regions"\?/);
  expect(said).toMatch(/ {2}keyledger.yaml line 4, grants\[0\]\.may\[0\]: is not known/);
  expect(said).not.toContain('CANARY');
  expect(existsSync(dataDir)).toBe(false);
});

it('a port in use is one line', async () => {
  const other = createServer().listen(port, '127.0.0.1');
  await once(other, 'listening');
  try {
    expect(await start({})).toEqual({
      code: 1,
      said: `Port ${port} on 127.0.0.1 is in use by another program: end it, or choose another with PORT.\n`,
    });
  } finally {
    other.close();
  }
});

it('a data folder that cannot be made is one line', async () => {
  writeFileSync(dataDir, 'a file');
  const { code, said } = await start({ KEYLEDGER_DATA: join(dataDir, 'below') });
  expect(code).toBe(1);
  expect(said).toBe(`${join(dataDir, 'below')}: a part of the path is a file.\n`);
});

it('a part that cannot start takes the others down with it, and no process stays', { timeout: 120_000 }, async () => {
  const other = createServer();
  // Somebody takes the port after it was tried and before the web server opens it.
  const onSaid = (text: string) =>
    void (/Starting the (embedded|worker)/.test(text) && !other.listening && other.listen(port));
  const { code, said } = await start({ LOG_LEVEL: 'fatal' }, { onSaid });
  other.close();
  expect(code).toBe(1);
  expect(said).toMatch(/^The web process ended before it was ready; the log says why\.$/m);
  expect(existsSync(join(dataDir, 'postgres.json'))).toBe(true);
  expect(existsSync(join(dataDir, 'supervisor.pid'))).toBe(false);
  expect(findLeftovers()).toEqual([]);
});
