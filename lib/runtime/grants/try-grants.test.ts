import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { recordStart } from '@/lib/runtime/record-start';
import { loadConfig } from '@/lib/config/load-config';
import { makeScope, makeSecret } from '@/lib/store/testing/make-secret';
import { applyListing, startTestStore, type TestStore } from '@/lib/store/testing/test-store';

const example = readFileSync('keyledger.example.yaml', 'utf8');
const ISSUER = 'https://login.example.com';
const scope = makeScope('444455556666');
const secrets = ['dev/search/a', 'dev/search/b', 'staging/search/c', 'prod/search/d'].map((name) =>
  makeSecret({ name, accountId: scope.accountId, environment: name.split('/')[0] ?? '' }),
);
const env = { KEYLEDGER_CLIENT_SECRET: 'CANARY-client', KEYLEDGER_SESSION_SECRET: 'CANARY-'.repeat(6) };

let test: TestStore;
let folder: string;

/** The program as people run it, on a database of one's own. */
async function run(yaml: string, ...flags: string[]): Promise<{ code: number; said: string }> {
  const file = join(folder, 'changed.yaml');
  writeFileSync(file, yaml);
  const entry = ['--conditions=react-server', '--import', 'tsx', 'lib/runtime/grants.ts', '--try', file, ...flags];
  const child = spawn(process.execPath, entry, {
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      DATABASE_URL: test.database.appUrl,
      DATABASE_MIGRATION_URL: test.database.ownerUrl,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  await once(child, 'close');
  return { code: child.exitCode ?? -1, said };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyledger-try-'));
  test = await startTestStore([scope]);
  await applyListing(test.store, scope.id, secrets);
  const loaded = loadConfig({ ...env, KEYLEDGER_CONFIG: 'keyledger.example.yaml' }, () => example);
  if (!loaded.ok) throw new Error('the example is broken');
  await recordStart(test.store, loaded);
  const now = new Date();
  const times = { authenticatedAt: now, createdAt: now, lastSeenAt: now, endsAt: new Date(now.getTime() + 3_600_000) };
  const row = { issuer: ISSUER, persona: null, claims: {}, ...times, revokedAt: null };
  await test.store.sessions.create({ ...row, id: 'a', subject: 'u1', name: 'Una', email: null, groups: ['platform'] });
  await test.store.sessions.create({
    ...row,
    id: 'b',
    subject: 'u2',
    name: 'Bo',
    email: null,
    groups: ['platform', 'x'],
  });
  await test.store.sessions.create({ ...row, id: 'c', subject: 'u3', name: 'Cy\u202e', email: null, groups: [] });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await test.stop();
});

describe('a file that is tried', { timeout: 120_000 }, () => {
  it('changes nothing for anybody where it says the same: 0', async () => {
    const { code, said } = await run(`# another comment\n${example}`);
    expect(said).toMatch(
      /^Against version 1, in force since .*\nStatements: 0 added, 0 removed, 0 changed\.\nPeople: 3 known/,
    );
    expect(code).toBe(0);
  });

  it('is refused with every mistake where it is broken: 1', async () => {
    const { code, said } = await run(
      example.replace('effect: deny', 'effect: no').replace('secret.recover]', 'secret.recovr]'),
    );
    expect(said).toMatch(/^changed.yaml would be refused: 2 mistakes\.\n/);
    expect(said).toMatch(/ {2}changed.yaml line \d+, grants\[7\].effect: is not known/);
    expect(said).not.toContain('CANARY');
    expect(code).toBe(1);
  });

  it('shows who gains and loses what on how many secrets, with examples: 3', async () => {
    const changed = example
      .replace('where: { environments: [dev, test, staging] }', 'where: { environments: [dev, prod] }')
      .replace('  - who: { anyone: true }\n    may: [inventory.read]\n    where: { notEnvironments: [prod] }\n', '');
    const { code, said } = await run(changed);
    expect(code).toBe(3);
    expect(said).toMatch(/ - line \d+: anyone may inventory.read not in prod/);
    expect(said).toMatch(/People: 3 known from the last 90 days, 3 of them with a change\./);
    expect(said).toMatch(/Una +secret\.reveal +\+1 +-1 +\+prod\/search\/d -staging\/search\/c/);
    expect(said).toMatch(/Bo +secret\.recover +\+1 +-1/);
    expect(said).toMatch(/Cy\? +inventory\.read +-3 +-dev\/search\/a -dev\/search\/b -staging\/search\/c/);
  });

  it('counts secrets by its own rules for environments, and is JSON where asked', async () => {
    const changed = example
      .replace('staging: [stage', 'stagex: [stage')
      .replace('[dev, test, staging]', '[test, staging]');
    const { code, said } = await run(changed, '--json');
    const answer = z.looseObject({
      movedSecrets: z.number(),
      people: z.array(z.looseObject({ name: z.string(), changes: z.array(z.unknown()) })),
    });
    const { movedSecrets, people } = answer.parse(JSON.parse(said));
    expect(code).toBe(3);
    // By the file's rules `staging` is a word that no rule knows, so that the account's opinion is left: dev.
    expect(movedSecrets).toBe(1);
    expect(people.map(({ name }) => name)).toContain('Una');
  });

  it('names the statements that name nobody who signed in', async () => {
    const { said } = await run(
      example.replace(
        '    may: [secret.reveal]\n    effect: deny\n',
        (deny) => `${deny}  - who: { group: nobody-yet }\n    may: [secret.reveal]\n`,
      ),
    );
    expect(said).toMatch(/These differ and name nobody who has signed in:\n {4}line \d+: group "nobody-yet"/);
  });

  it('takes everything from the people of a provider that it names no more', async () => {
    const { code, said } = await run(example.replaceAll('https://login.example.com', 'https://new.example.com'));
    expect(code).toBe(3);
    // What anyone may is not for them either.
    expect(said).toMatch(/Cy\? +inventory\.read +-3 /);
  });

  it('says how it is called', async () => {
    expect(await run(example, '--wat')).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^Say which file to try/),
    });
  });
});
