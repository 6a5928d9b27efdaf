import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { streamRunOperation } from '@/lib/contract/operations/history';
import type { RotationRun } from '@/lib/domain/run';
import { makeSecret } from '@/lib/store/testing/make-secret';
import { applyListing } from '@/lib/store/testing/test-store';
import { answerRequest } from './answer-request';
import { followRun } from './follow-run';
import { signInAs } from './testing/sign-in-as';
import { ORIGIN, startTestSystem, type TestSystem } from './testing/test-system';

const at = new Date('2026-01-01T00:00:00Z');
const secret = makeSecret({ name: 'prod/billing/db', accountId: '111111111111', tags: { team: 'billing' } });
let test: TestSystem;

beforeAll(async () => {
  test = await startTestSystem();
  const { store, scopes } = test.system;
  await store.scopes.configure(scopes);
  await applyListing(store, '111111111111:eu-west-1', [secret]);
});
afterAll(() => test.stop());

const startRun = async (id: string): Promise<string> => {
  const run: RotationRun = {
    id,
    secretId: secret.id,
    arn: secret.secret.arn,
    scopeId: '111111111111:eu-west-1',
    state: 'started',
    step: null,
    message: 'Started.',
    startedBy: null,
    reason: null,
    startedAt: at,
    updatedAt: at,
    endedAt: null,
    previousVersionId: null,
  };
  // A secret has one active run at a time.
  const { runs } = test.system.store;
  for (const { id: before } of await runs.active()) await runs.update(before, { state: 'succeeded', endedAt: at });
  expect(await runs.create(run)).toBe(true);
  return id;
};

const open = (runId: string, cookie: string, init: RequestInit = {}, system = test.system) =>
  answerRequest(
    system,
    {
      operation: streamRunOperation,
      permission: 'inventory.read',
      event: 'run',
      stream: (ctx, { params }, follow) => followRun(ctx, { id: params.runId }, follow),
    },
    new Request(`${ORIGIN}/api/rotations/${runId}/stream`, {
      headers: { host: new URL(ORIGIN).host, cookie },
      ...init,
    }),
    { runId },
  );

/** Events as they come: name and data. */
async function* eventsOf(response: Response): AsyncGenerator<{ event: string; data: unknown }> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const [, event = '', data = ''] = /^event: (.*)\ndata: (.*)$/.exec(text.slice(0, end)) ?? [];
      text = text.slice(end + 2);
      if (event) yield { event, data: JSON.parse(data) };
    }
  }
}

describe('following a run', () => {
  it('tells every change and ends with the run', async () => {
    const runId = await startRun('aaaaaaaa-0000-0000-0000-000000000001');
    const response = await open(runId, await signInAs(test.system, 'viewer'));
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(response.headers.get('cache-control')).toBe('no-store, no-transform');
    const states: unknown[] = [];
    for await (const { event, data } of eventsOf(response)) {
      states.push([event, data]);
      const change = { updatedAt: new Date(), ...(states.length === 2 && { endedAt: new Date() }) };
      if (states.length === 1)
        await test.system.store.runs.update(runId, { ...change, state: 'running', step: 'setSecret' });
      if (states.length === 2)
        await test.system.store.runs.update(runId, { ...change, state: 'failed', message: 'No.' });
    }
    expect(states).toEqual([
      ['run', expect.objectContaining({ id: runId, state: 'started' })],
      ['run', expect.objectContaining({ state: 'running', step: 'setSecret' })],
      ['run', expect.objectContaining({ state: 'failed', step: 'setSecret', message: 'No.' })],
    ]);
  });

  it('is an ordinary refusal for whoever may not see the secret', async () => {
    const runId = await startRun('aaaaaaaa-0000-0000-0000-000000000002');
    // The secret is of another team.
    expect((await open(runId, await signInAs(test.system, 'owner'))).status).toBe(404);
    expect((await open('aaaaaaaa-0000-0000-0000-00000000ffff', await signInAs(test.system, 'admin'))).status).toBe(404);
    expect((await open(runId, '')).status).toBe(401);
  });

  it('stops telling whoever’s session was ended meanwhile', async () => {
    const runId = await startRun('aaaaaaaa-0000-0000-0000-000000000003');
    const cookie = await signInAs(test.system, 'auditor');
    const events: unknown[] = [];
    for await (const { event, data } of eventsOf(await open(runId, cookie))) {
      events.push([event, data]);
      const live = await test.system.store.sessions.listLive(new Date(), 3600);
      for (const { id, persona } of live)
        if (persona === 'auditor') await test.system.store.sessions.revoke(id, new Date());
    }
    expect(events).toEqual([
      ['run', expect.objectContaining({ state: 'started' })],
      ['problem', expect.objectContaining({ code: 'unauthenticated' })],
    ]);
  });

  it('keeps nobody’s session from idling out', async () => {
    const runId = await startRun('aaaaaaaa-0000-0000-0000-000000000006');
    const [openedAt, idleMs] = [Date.now(), test.system.auth.sessionIdleSeconds * 1000];
    let clock = openedAt;
    const system = { ...test.system, now: () => new Date(clock) };
    const looked = vi.spyOn(test.system.store.sessions, 'peekLive');
    const response = await open(runId, await signInAs(test.system, 'auditor'), {}, system);
    clock = openedAt + idleMs - 60_000;
    await expect.poll(() => looked.mock.calls.length, { timeout: 10_000 }).toBeGreaterThan(0);
    clock = openedAt + idleMs + 60_000;
    const events: string[] = [];
    for await (const { event } of eventsOf(response)) events.push(event);
    expect(events).toEqual(['run', 'problem']);
  });

  it('is for ten at once, and for another when one of them ends', async () => {
    const runId = await startRun('aaaaaaaa-0000-0000-0000-000000000007');
    const cookie = await signInAs(test.system, 'operator');
    const leaving = Array.from({ length: 10 }, () => new AbortController());
    const statuses = await Promise.all(
      leaving.map(async ({ signal }) => (await open(runId, cookie, { signal })).status),
    );
    expect(statuses).toEqual(Array.from({ length: 10 }, () => 200));
    const refused = await open(runId, cookie);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '10']);
    expect((await open(runId, await signInAs(test.system, 'viewer'), { method: 'HEAD' })).status).toBe(200);

    leaving.pop()?.abort();
    const last = new AbortController();
    await expect.poll(async () => (await open(runId, cookie, { signal: last.signal })).status).toBe(200);
    for (const one of [...leaving, last]) one.abort();
  });

  it('that cannot begin counts for none', async () => {
    const cookie = await signInAs(test.system, 'operator');
    for (let asked = 0; asked < 12; asked += 1)
      expect((await open('aaaaaaaa-0000-0000-0000-00000000ffff', cookie)).status).toBe(404);
  });

  it('says nothing but headers to HEAD', async () => {
    const runId = await startRun('aaaaaaaa-0000-0000-0000-000000000005');
    const response = await open(runId, await signInAs(test.system, 'viewer'), { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  });

  it('ends when the reader goes', async () => {
    const runId = await startRun('aaaaaaaa-0000-0000-0000-000000000004');
    const leaving = new AbortController();
    const response = await open(runId, await signInAs(test.system, 'viewer'), { signal: leaving.signal });
    const seen: string[] = [];
    for await (const { event } of eventsOf(response)) {
      seen.push(event);
      leaving.abort();
    }
    expect(seen).toEqual(['run']);
  });
});
