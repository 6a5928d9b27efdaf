import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { NotificationSummary } from '@/lib/domain/notification/channel';
import type { Log, SystemContext } from '@/lib/domain/ports/context';
import type { makeSecret } from '@/lib/store/testing/make-secret';
import { toReading, USUAL_TRAIL } from '@/lib/domain/trail/job/trail-settings';
import type { Notifier } from '@/lib/domain/ports/notifier';
import { toChannelKey, toJobData, WATCH_KEY } from '@/lib/sync/queues';
import { createNotifyHandler } from './create-notify-handler';
import { lookForNews } from './look-for-news';
import { SOURCES } from './sources';
import { BEGIN, channel, HOUR, scope, startNotifyFixture, type NotifyFixture } from './testing/notify-fixture';

const never = new AbortController().signal;

let fixture: NotifyFixture;
let ctx: SystemContext;
beforeAll(async () => {
  fixture = await startNotifyFixture();
  ({ ctx } = fixture);
});
afterAll(async () => fixture.stop());
afterEach(async () => fixture.clear());

const later = (milliseconds: number): Date => fixture.later(milliseconds);
const look: NotifyFixture['look'] = (...change) => fixture.look(...change);
const list: NotifyFixture['list'] = (...secrets) => fixture.list(...secrets);
const told = () => fixture.told();
const messages = () => fixture.messages();
const state = (name: string, rotation: Parameters<typeof makeSecret>[0]['rotation'], more = {}) =>
  fixture.secret(name, { ...(rotation && { rotation }), ...more });

describe('a reminder', () => {
  const DAY = 24 * HOUR;
  it('is told on its day, once, and again when it is due the next time; its note stays here', async () => {
    await look();
    const secret = state('prod/api-key', undefined, { rotationEnabled: false });
    await list(secret);
    const days = (count: number) => new Date(BEGIN + count * DAY).toISOString().slice(0, 10);
    const { reminders } = ctx.store;
    const of = { secretId: secret.id, at: new Date(BEGIN), by: 'me' };
    const first = await reminders.set({
      ...of,
      seen: null,
      fields: { dueOn: days(1), everyDays: 7, note: 'hunter2 goes' },
    });
    if (first === 'changed' || !first) throw new Error('no reminder');
    const counts: number[] = [];
    const lookAt = async (day: number) => {
      later(BEGIN + day * DAY - later(0).getTime());
      await look();
      await look();
      counts.push((await told()).length);
    };
    for (const day of [0, 1, 2]) await lookAt(day);
    await reminders.complete({ ...of, seen: first.revision, note: null, next: days(8) });
    for (const day of [3, 8, 9]) await lookAt(day);
    expect(counts).toEqual([0, 1, 1, 1, 2, 2]);
    expect((await told()).map(([, occasion, about]) => [occasion, ...about])).toEqual([
      ['reminder.due', 'prod/api-key'],
      ['reminder.due', 'prod/api-key'],
    ]);
    const [message] = await messages();
    expect(message?.facts).toEqual([{ label: 'due on', value: days(1) }]);
    expect(JSON.stringify(await messages())).not.toContain('hunter2');
  });
});

describe('a rotation in trouble', () => {
  it('is told once an episode, each state of it, and again after it was well', async () => {
    await look();
    const turns = [
      ['failing', 1],
      ['failing', 0],
      ['running', 0],
      // AWS has tried again, and failed again: the same episode.
      ['failing', 0],
      ['stuck', 1],
      ['unknown', 0],
      ['failing', 0],
      ['healthy', 0],
      ['failing', 1],
    ] as const;
    let expected = 0;
    for (const [name, news] of turns) {
      await list(state('prod/db', { state: name, since: later(HOUR) }));
      await look();
      await look();
      expected += news;
      expect([name, (await told()).length]).toEqual([name, expected]);
    }
    expect((await told()).map(([, occasion]) => occasion)).toEqual([
      'rotation.failing',
      'rotation.stuck',
      'rotation.failing',
    ]);
  });

  it('that was so before anybody watched is told nobody, also where it is found later', async () => {
    await list(state('old', { state: 'overdue', since: new Date(BEGIN - HOUR) }));
    await look();
    later(HOUR);
    await list(
      state('found-late', { state: 'failing', since: new Date(BEGIN - 2 * HOUR) }),
      state('new', { state: 'overdue', since: new Date(BEGIN + 1000) }),
    );
    await look();
    expect(await told()).toEqual([['all', 'rotation.overdue', ['new'], 0]]);
  });

  it('of many at once is one message', async () => {
    await look();
    const names = Array.from({ length: 14 }, (_, index) => `s/${String(index).padStart(2, '0')}`);
    await list(...names.map((name) => state(name, { state: 'failing', since: later(1000), step: 'setSecret' })));
    await look();
    await look();
    expect(await told()).toEqual([['all', 'rotation.failing', names.slice(0, 10), 4]]);
  });

  it('says nothing of what a rotation function said', async () => {
    await look();
    const reason = 'Rotation failed in setSecret: could not log in with hunter2';
    await list(state('db', { state: 'failing', reason, since: later(1), step: 'setSecret' }));
    await look();
    const [message] = await messages();
    expect(message?.facts).toEqual([{ label: 'failed in', value: 'setSecret' }]);
    expect(JSON.stringify(message)).not.toContain('hunter2');
  });

  it('while no channel is configured is no news once there is one', async () => {
    await look();
    await look({ channels: [] });
    await list(state('db', { state: 'failing', since: later(HOUR) }));
    later(HOUR);
    await look();
    expect(await told()).toEqual([]);
  });

  it('while a worker whose file is late has the job is told by the next, and what waits stays', async () => {
    const job = { ...toJobData(WATCH_KEY) };
    const send = vi.fn<Notifier['send']>(async () => ({ arrived: true, status: 204 }));
    const worker = (isAgreed: boolean, change: Partial<NotificationSummary> = {}) =>
      createNotifyHandler(fixture.with(change), { notifier: { send }, isAgreed: () => isAgreed });
    await worker(true)(job, never);
    await list(state('db', { state: 'failing', since: later(HOUR) }));
    await worker(true)(job, never);
    // One that has no channel yet, and one with a channel that is there no more.
    for (const channels of [[], [channel('removed')]]) {
      expect(await worker(false, { channels })(job, never)).toEqual({ afterSeconds: 1 });
      const about = toChannelKey('removed');
      expect(await worker(false, { channels })({ ...job, about }, never)).toEqual({ afterSeconds: 1 });
    }
    await list(state('new', { state: 'failing', since: later(HOUR) }));
    await worker(true)(job, never);
    expect((await told()).map(([name, , about]) => [name, about])).toEqual([
      ['all', ['db']],
      ['all', ['new']],
    ]);
    await worker(true)({ ...job, about: toChannelKey('all') }, never);
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('is told once where several workers look at the same moment', async () => {
    await look();
    await list(state('db', { state: 'failing', since: later(1) }));
    await Promise.all([look(), look(), look()]);
    expect(await told()).toHaveLength(1);
  });
});

describe('a source that fails', () => {
  const fails = async () => Promise.reject(new Error('this one fails'));

  it('is said in the log, and holds up no other and no look', async () => {
    await look();
    await list(state('db', { state: 'failing', since: later(1) }));
    const error = vi.fn<Log['error']>();
    const logging = { ...ctx, log: { ...ctx.log, error } };
    await lookForNews(logging, { first: fails, ...SOURCES, last: fails }, never);
    expect(await told()).toHaveLength(1);
    expect(error.mock.calls.map(([fields]) => fields)).toMatchObject([
      { about: 'first', error: 'Error' },
      { about: 'last', error: 'Error' },
    ]);
    expect(JSON.stringify(error.mock.calls)).not.toContain('this one fails');
  });

  it('together with all others puts the next look off', async () => {
    await expect(lookForNews(ctx, { one: fails, other: fails }, never)).rejects.toThrow('this one fails');
  });
});

describe('who gets it', () => {
  it('is said by environment, account and owner, and what is not sure is production', async () => {
    const channels = [
      channel('dev', { environments: ['dev'] }),
      channel('elsewhere', { accounts: ['999999999999'] }),
      channel('owner', { owners: ['payments'], ownersOnly: true }),
      channel('prod', { environments: ['prod'] }),
      channel('reveals', { occasions: ['reveal.prod'] }),
    ];
    await look({ channels });
    const rotation = { state: 'failing', since: later(1) } as const;
    await list(
      state('a-dev', rotation, { environment: 'dev' }),
      state('b-unknown', rotation, { environment: 'unknown', tags: { team: 'payments' } }),
    );
    await look({ channels });
    expect((await told()).map(([name, , about]) => [name, about])).toEqual([
      ['dev', ['a-dev']],
      ['owner', ['b-unknown']],
      ['prod', ['b-unknown']],
    ]);
  });
});

describe('what goes on by itself', () => {
  it('a scope is told of after hours, once, and again when it failed anew', async () => {
    const problem = { code: 'denied', message: 'm', remedy: 'r' } as const;
    await look();
    await ctx.store.scopes.recordFailure(scope.id, 'inventory', problem, later(1000));
    later(3 * HOUR - 1);
    await look();
    expect(await told()).toEqual([]);
    later(1);
    await look();
    await look();
    expect(await told()).toEqual([['all', 'scope.failing', [scope.id], 0]]);
    await ctx.store.scopes.recordSuccess(scope.id, 'inventory', ctx.now(), null);
    await look();
    await ctx.store.scopes.recordFailure(scope.id, 'inventory', problem, later(1000));
    later(3 * HOUR);
    await look();
    expect(await told()).toHaveLength(2);
  });

  it('a trail whose bucket cannot be read for hours is told of as its scope is, without what AWS says of it', async () => {
    const problem = { code: 'denied', message: 'no s3:GetObject on CANARY-bucket', remedy: 'CANARY' } as const;
    const reading = toReading(USUAL_TRAIL);
    const missing = { days: 1, first: '2026-11-20', last: '2026-11-20' };
    const note = (wrong: typeof problem | null, at: Date) =>
      ctx.store.trail.recordOutcome(
        scope.id,
        reading,
        { problem: wrong, answered: !wrong, newestAt: null, missing },
        at,
      );
    const lookAt = (trail: typeof ctx.config.trail = USUAL_TRAIL) =>
      lookForNews({ ...ctx, config: { ...ctx.config, trail } }, SOURCES, never);
    await lookAt();
    await note(problem, later(1000));
    later(3 * HOUR - 1);
    await note(problem, ctx.now());
    await lookAt();
    expect(await told()).toEqual([]);
    later(1);
    await lookAt(null);
    await lookAt({ ...USUAL_TRAIL, accounts: ['999999999999'] });
    await lookAt({ ...USUAL_TRAIL, bucket: 'another' });
    expect(await told()).toEqual([]);
    await lookAt();
    await lookAt();
    expect(await told()).toEqual([['all', 'scope.failing', [scope.id], 0]]);
    const [message] = await messages();
    expect(message?.facts).toEqual([
      { label: 'what', value: 'the files of its trail' },
      { label: 'why', value: 'AWS denies the role' },
    ]);
    expect(JSON.stringify(await messages())).not.toContain('CANARY');
    await note(null, ctx.now());
    await lookAt();
    await note(problem, later(1000));
    later(3 * HOUR);
    await lookAt();
    expect(await told()).toHaveLength(2);
  });

  it('a ledger that does not verify is told of once, also where it was so before', async () => {
    const finding = { kind: 'changed', from: 2, to: 2, why: 'it says hunter2' } as const;
    const check = { kind: 'whole', at: ctx.now(), milliseconds: 1, entries: 3, seq: 3, hash: 'h' } as const;
    await ctx.store.anchors.recordCheck({ ...check, findings: [finding] });
    await look();
    await look();
    expect((await told()).map(([, occasion]) => occasion)).toContain('ledger.broken');
    const broken = async () => (await told()).filter(([, occasion]) => occasion === 'ledger.broken').length;
    expect(await broken()).toBe(1);
    // A check that finds nothing does not mend it, and one that finds the same finds no other.
    for (const findings of [[], [finding]]) {
      await ctx.store.anchors.recordCheck({ ...check, at: later(HOUR), findings });
      await look();
      expect(await broken()).toBe(1);
    }
    await ctx.store.anchors.recordCheck({ ...check, at: later(HOUR), findings: [{ ...finding, from: 3, to: 3 }] });
    await look();
    expect(await broken()).toBe(2);
    expect(JSON.stringify(await messages())).not.toContain('hunter2');
  });
});
