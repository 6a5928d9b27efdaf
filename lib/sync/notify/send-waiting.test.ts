import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { NoticeMessage } from '@/lib/domain/notification/notice';
import type { SendOutcome } from '@/lib/domain/notification/send-problem';
import type { Notifier } from '@/lib/domain/ports/notifier';
import { sendWaiting } from './send-waiting';
import { HOUR, startNotifyFixture, type NotifyFixture } from './testing/notify-fixture';

const never = new AbortController().signal;
const message = (occasion: NoticeMessage['occasion'] = 'rotation.failing'): NoticeMessage => ({
  occasion,
  at: '2026-11-20T12:00:00.000Z',
  since: null,
  secrets: [],
  scopes: [],
  more: 0,
  facts: [],
  path: '/',
});
const no = (
  problem: 'broken' | 'refused' | 'gone' | 'busy' | 'unreachable',
  status: number | null,
  retryAfterSeconds = null as number | null,
): SendOutcome => ({ arrived: false, problem, status, retryAfterSeconds });
const yes: SendOutcome = { arrived: true, status: 204 };

let fixture: NotifyFixture;
beforeAll(async () => {
  fixture = await startNotifyFixture();
});
afterAll(async () => fixture.stop());
afterEach(async () => fixture.clear());

/** Answers in turn, the last for ever, and keeps the ids that came. */
function receiver(...answers: SendOutcome[]): Notifier & { ids: string[] } {
  const ids: string[] = [];
  return {
    ids,
    send: async (_, { id }) => {
      ids.push(id);
      return answers[Math.min(ids.length, answers.length) - 1] ?? yes;
    },
  };
}
const enqueue = (...keys: string[]) =>
  fixture.ctx.store.notifications.record(
    { deliveries: keys.map((dedupe) => ({ channel: 'all', dedupe, message: message() })), noted: [], ended: [] },
    fixture.ctx.now(),
  );
const send = (notifier: Notifier, signal = never) => sendWaiting(fixture.ctx, notifier, 'all', signal);
const rows = () =>
  fixture.query<{ state: string; attempts: number; problem: string | null; status: number | null }>(
    'select state, attempts, problem, status from keyledger.notification order by made_at, dedupe',
  );
const health = async () => (await fixture.ctx.store.notifications.health()).channels[0];

describe('what waits', () => {
  it('is sent once, and the same fact is not kept twice', async () => {
    await enqueue('a', 'b');
    await enqueue('a', 'b', 'c');
    const there = receiver(yes);
    expect(await send(there)).toBe(false);
    expect(await send(there)).toBe(false);
    expect(there.ids).toHaveLength(3);
    expect(new Set(there.ids).size).toBe(3);
    expect(await health()).toMatchObject({ sent: 3, failed: 0, failingSince: null });
  });

  it('is sent again under the same id where the worker died before it knew', async () => {
    await enqueue('a');
    const ids: string[] = [];
    const dies: Notifier = {
      send: async (_, { id }) => {
        ids.push(id);
        throw new Error('the worker stops');
      },
    };
    await expect(send(dies)).rejects.toThrow('the worker stops');
    const next = receiver(yes);
    // Another worker leaves it alone for as long as the first may be at it.
    await send(next);
    expect(next.ids).toEqual([]);
    fixture.later(60_000);
    await send(next);
    expect(next.ids).toEqual(ids);
    expect(await rows()).toMatchObject([{ state: 'sent', attempts: 2 }]);
  });

  it('is claimed by one of many workers', async () => {
    await enqueue(...Array.from({ length: 30 }, (_, index) => `k${index}`));
    const there = receiver(yes);
    await Promise.all(Array.from({ length: 5 }, () => send(there)));
    expect(there.ids).toHaveLength(30);
    expect(new Set(there.ids).size).toBe(30);
  });
});

describe('a channel that fails', () => {
  it('rests ever longer with all that waits for it, then gets everything', async () => {
    await enqueue('a', 'b', 'c');
    const there = receiver(no('unreachable', null), no('broken', 502), yes);
    const since = fixture.ctx.now();
    await send(there);
    await send(there);
    expect(there.ids).toHaveLength(1);
    expect(await health()).toMatchObject({ failures: 1, failingSince: since, problem: 'unreachable', status: null });
    fixture.later(7_000);
    await send(there);
    fixture.later(7_000);
    await send(there);
    fixture.later(20_000);
    await send(there);
    expect(there.ids).toHaveLength(5);
    expect(await health()).toMatchObject({ sent: 3, failed: 2, failures: 0, failingSince: null, problem: null });
    // Those that were late say so, and why they were.
    expect((await rows()).map(({ state, problem, status }) => [state, problem, status])).toEqual(
      expect.arrayContaining([
        ['sent', 'unreachable', null],
        ['sent', 'broken', 502],
        ['sent', null, 204],
      ]),
    );
    expect(await fixture.ctx.store.notifications.troubled(['all'], 5)).toHaveLength(2);
  });

  it('waits as long as it asked', async () => {
    await enqueue('a');
    const there = receiver(no('busy', 429, 600), yes);
    await send(there);
    fixture.later(599_000);
    await send(there);
    expect(there.ids).toHaveLength(1);
    fixture.later(1_000);
    await send(there);
    expect(there.ids).toHaveLength(2);
  });

  it('is given up a day after the message was made, also for what was never tried', async () => {
    await enqueue('a', 'b');
    const there = receiver(no('unreachable', null));
    for (let hours = 0; hours < 26; hours += 1) {
      await send(there);
      fixture.later(HOUR);
    }
    await fixture.ctx.store.notifications.tidy(['all'], fixture.ctx.now());
    expect((await rows()).map(({ state, problem }) => [state, problem])).toEqual([
      ['dead', 'unreachable'],
      ['dead', 'unreachable'],
    ]);
    expect(there.ids.length).toBeLessThan(26);
  });

  it('for one message alone holds up no other', async () => {
    await enqueue('a', 'b', 'c');
    const there = receiver(no('refused', 400), yes);
    await send(there);
    expect(there.ids).toHaveLength(3);
    expect((await rows()).map(({ state }) => state).toSorted()).toEqual(['sent', 'sent', 'waiting']);
  });

  it('and is gone gets nothing more until a test arrives', async () => {
    await enqueue('a', 'b');
    const there = receiver(no('gone', 410), no('gone', 410), yes);
    await send(there);
    await enqueue('c');
    expect(await rows()).toMatchObject([
      { state: 'dead', problem: 'gone', status: 410 },
      { state: 'dead', problem: 'gone' },
    ]);
    const test = () => fixture.ctx.store.notifications.enqueueTest('all', message('test'), fixture.later(1000));
    await test();
    await send(there);
    expect(await health()).toMatchObject({ goneAt: expect.any(Date) });
    await test();
    await send(there);
    expect(there.ids).toHaveLength(3);
    expect(await health()).toMatchObject({ goneAt: null, failingSince: null });
    await enqueue('d');
    await send(there);
    expect(there.ids).toHaveLength(4);
  });

  it('gets a test at once while it rests; one that fails is not tried again', async () => {
    await enqueue('a', 'b');
    const there = receiver(no('unreachable', null));
    await send(there);
    const id = await fixture.ctx.store.notifications.enqueueTest('all', message('test'), fixture.ctx.now());
    await send(there);
    expect(there.ids.at(-1)).toBe(id);
    const [test] = (await fixture.ctx.store.notifications.troubled(['all'], 5)).filter(
      ({ occasion }) => occasion === 'test',
    );
    expect(test).toMatchObject({ id, state: 'dead', problem: 'unreachable', attempts: 1 });
    // It rests as long as before, with all that waits.
    await send(there);
    expect(there.ids).toHaveLength(2);
    fixture.later(7_000);
    await send(there);
    expect(there.ids).toHaveLength(3);
  });

  it('and is no longer configured keeps what waits for a day, and is known as long', async () => {
    const tidy = (...names: string[]) => fixture.ctx.store.notifications.tidy(names, fixture.ctx.now());
    await enqueue('a', 'b');
    const there = receiver(yes, no('broken', 500), yes);
    await send(there);
    await tidy('other');
    await tidy();
    expect((await rows()).map(({ state }) => state)).toEqual(['sent', 'waiting']);
    expect(await health()).toMatchObject({ name: 'all', sent: 1, problem: 'broken' });
    fixture.later(24 * HOUR + 1);
    await tidy('other');
    expect((await rows()).map(({ state, problem, status }) => [state, problem, status])).toEqual([
      ['sent', null, 204],
      ['dead', 'unconfigured', null],
    ]);
    expect(await health()).toBeUndefined();
    fixture.later(31 * 24 * HOUR);
    await fixture.ctx.store.notifications.tidy(['other'], fixture.ctx.now());
    expect(await rows()).toEqual([]);
  });
});
