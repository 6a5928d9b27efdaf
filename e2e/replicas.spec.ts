import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'playwright/test';
import { rotateAnswer } from '@/lib/contract/acts';
import { accountView } from '@/lib/contract/accounts';
import { ledgerList, type LedgerEntryView } from '@/lib/contract/ledger';
import { secretsList } from '@/lib/contract/secrets-list';
import { settingsView } from '@/lib/contract/system';
import { createdToken } from '@/lib/contract/tokens';
import { PERSONAS } from '@/lib/domain/grant';
import { openStream, type OpenStream } from './trust/world/event-stream';
import type { Person } from './trust/world/person';
import { startReplicas, type Replica, type Replicas } from './trust/world/start-replicas';

const { admin, operator, viewer } = PERSONAS;
const PEOPLE = { admin, operator, viewer, watcher: viewer };
/** A file is read a second after it was last written, and looked at each second. */
const PROMPTLY_MS = 5000;

// It starts servers of its own.
test.skip(process.env.KEYLEDGER_LONG !== '1', 'in the long tests');

let replicas: Replicas;
let administrator: Person;
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  test.setTimeout(180_000);
  replicas = await startReplicas(PEOPLE);
  administrator = replicas.one.as((await replicas.openSession('admin', 'ada')).cookie);
  const listed = async () => (await administrator.get(secretsList, '/api/secrets?limit=200')).items.length;
  await expect.poll(listed, { timeout: 60_000 }).toBeGreaterThan(0);
});
test.afterAll(() => replicas.stop());

const both = (): Replica[] => [replicas.one, replicas.two];
const statuses = (cookie: string) =>
  Promise.all(both().map(async (one) => (await one.as(cookie).send({ path: '/api/secrets?limit=1' })).status));
const changes = async (): Promise<LedgerEntryView[]> => {
  const { items } = await administrator.get(ledgerList, '/api/ledger?action=config.loaded&limit=200');
  return items.filter(({ detail }) => detail['occasion'] === 'reload');
};
const mistakes = async (): Promise<number[]> => {
  const { files } = await administrator.get(settingsView, '/api/settings');
  return files.map((file) => file.mistakes.length);
};
/** As many looks of every process as would show a second entry. */
const settle = () => sleep(3000);

test('a changed file holds in both processes at once, and is one entry with the difference', async () => {
  const { cookie } = await replicas.openSession('viewer', 'vera');
  expect(await statuses(cookie)).toEqual([200, 200]);
  const before = await changes();
  replicas.grant({ ...PEOPLE, viewer: [] });
  await expect.poll(() => statuses(cookie), { timeout: PROMPTLY_MS, intervals: [100] }).toEqual([403, 403]);
  await settle();
  const [change, ...others] = await changes();
  expect(others).toEqual(before);
  expect(change).toMatchObject({
    phase: 'noted',
    actor: { id: 'keyledger' },
    detail: { grantsAdded: 0, grantsRemoved: 1, grantsChanged: 0, grants: expect.stringContaining('viewer') },
  });
  replicas.grant(PEOPLE);
  await expect.poll(() => statuses(cookie), { timeout: PROMPTLY_MS, intervals: [100] }).toEqual([200, 200]);
  await settle();
  expect(await changes()).toHaveLength(before.length + 2);
});

test('a broken file is refused by every process, told as such, and the old one stays', async () => {
  const { cookie } = await replicas.openSession('viewer', 'vera');
  const [before, valid] = [await changes(), readFileSync(replicas.file, 'utf8')];
  // Cut in the middle, and whole but without the accounts.
  for (const broken of [valid.slice(0, valid.length / 2), '{"grants": []}']) {
    writeFileSync(replicas.file, broken);
    // Two web servers and two workers.
    await expect.poll(async () => (await mistakes()).filter((count) => count > 0).length, { timeout: 15_000 }).toBe(4);
    expect(await statuses(cookie)).toEqual([200, 200]);
    expect(await changes()).toEqual(before);
  }
  writeFileSync(replicas.file, valid);
  await expect.poll(async () => new Set(await mistakes()), { timeout: 15_000 }).toEqual(new Set([0]));
  expect(await statuses(cookie)).toEqual([200, 200]);
  expect(await changes()).toEqual(before);
});

/** A rotation that does not end while the test runs, begun in the first process. */
async function startRun(): Promise<string> {
  const { items } = await administrator.get(secretsList, '/api/secrets?state=healthy&state=due&limit=200');
  for (const { id, name } of items) {
    const answer = await administrator.post(`/api/secrets/${id}/rotate`, { reason: 'OPS-1 a test', confirmName: name });
    if (answer.status === 202) return rotateAnswer.parse(JSON.parse(answer.text)).runId;
  }
  throw new Error('no secret can be rotated');
}

/** The stream's last word, and how long after `since` it ended. */
async function endOf(stream: OpenStream, since: number): Promise<{ last: unknown; afterMs: number }> {
  const endedAt = await stream.ended;
  return { last: stream.events.at(-1), afterMs: Math.round(endedAt - since) };
}

test('an open stream ends with the session, the token or the grant that it hangs on', async () => {
  const runId = await startRun();
  const url = `${replicas.two.url}/api/rotations/${runId}/stream`;
  const wanted = { name: 'follows a run', permissions: ['inventory.read'], where: [] };
  const made = await administrator.post('/api/tokens', wanted);
  const { token, item } = createdToken.parse(JSON.parse(made.text));
  const [ended, moved, stays] = [
    await replicas.openSession('watcher', 'walt'),
    await replicas.openSession('viewer', 'vera'),
    await replicas.openSession('operator', 'otto'),
  ];
  const bySession = await openStream(url, { cookie: ended.cookie });
  const byToken = await openStream(url, { authorization: `Bearer ${token}` });
  const byGrant = await openStream(url, { cookie: moved.cookie });
  const untouched = await openStream(url, { cookie: stays.cookie });
  for (const stream of [bySession, byToken, byGrant, untouched]) {
    expect(stream.status).toBe(200);
    await expect.poll(() => stream.events.at(0)?.event).toBe('run');
  }
  const problemOf = (code: string) => ({ event: 'problem', data: expect.objectContaining({ code }) });

  // Ended in the first process; the streams are of the second.
  let since = performance.now();
  expect((await administrator.send({ method: 'DELETE', path: `/api/sessions/${ended.sessionId}` })).status).toBe(204);
  const session = await endOf(bySession, since);
  expect(session).toMatchObject({ last: problemOf('unauthenticated') });

  since = performance.now();
  expect((await administrator.send({ method: 'DELETE', path: `/api/tokens/${item.id}` })).status).toBe(204);
  const ofToken = await endOf(byToken, since);
  expect(ofToken).toMatchObject({ last: problemOf('unauthenticated') });

  since = performance.now();
  replicas.grant({
    ...PEOPLE,
    viewer: [{ permission: 'inventory.read', effect: 'allow', where: { environments: ['none'] } }],
  });
  const grant = await endOf(byGrant, since);
  // What is no longer theirs to see is not there.
  expect(grant).toMatchObject({ last: problemOf('not_found') });
  for (const { afterMs } of [session, ofToken, grant]) expect(afterMs).toBeLessThan(PROMPTLY_MS);

  expect(untouched.events.map(({ event }) => event)).not.toContain('problem');
  untouched.cut();
  replicas.grant(PEOPLE);
});

test('the page of an account says whose credentials these are, also where the file lists it', async () => {
  const { accounts } = await administrator.get(settingsView, '/api/settings');
  const views = accounts.map(({ id }) => administrator.get(accountView, `/api/accounts/${id}`));
  for (const { caller } of await Promise.all(views)) expect(caller?.arn).toMatch(/^arn:aws:iam::\d{12}:user\//);
});
