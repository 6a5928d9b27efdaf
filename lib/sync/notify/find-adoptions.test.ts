import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AccessEvent } from '@/lib/domain/event-record';
import type { SystemContext } from '@/lib/domain/ports/context';
import { makeEvent, makePrincipal, ok } from '@/lib/store/testing/make-event';
import { findAdoptions } from './find-adoptions';
import { lookForNews } from './look-for-news';
import { BEGIN, channel, HOUR, scope, startNotifyFixture, type NotifyFixture } from './testing/notify-fixture';

const DAY = 24 * HOUR;
const MINUTE = 60_000;
/** When it was rotated. */
const ROTATED = BEGIN + HOUR;

let fixture: NotifyFixture;
let ctx: SystemContext;
beforeAll(async () => {
  fixture = await startNotifyFixture();
  ({ ctx } = fixture);
});
afterAll(async () => fixture.stop());
afterEach(async () => {
  vi.restoreAllMocks();
  await fixture.clear();
});

const goTo = (time: number): Date => fixture.later(time - fixture.later(0).getTime());
const told = async () => (await fixture.told()).map(([, occasion, about]) => [occasion, ...about]);

/** History is read of all 40 days until `to`, with these events. */
async function read(to: number, events: AccessEvent[], from = BEGIN - 40 * DAY): Promise<void> {
  await ctx.store.history.applyEvents({
    scopeId: scope.id,
    records: events.map(ok),
    covered: { from: new Date(from), to: new Date(to), source: 'lookup-events' },
    at: new Date(to),
  });
}

interface Rotated {
  secretId: string;
  arn: string;
  runId: string;
  /** A read of the version that is current. */
  by: (who: string, at: number, change?: Partial<AccessEvent>) => AccessEvent;
  moved: AccessEvent;
}

/** A run of the secret that ended well, seen by the listing; who was hourly until then. */
async function rotate(name: string, readers: readonly string[] = ['api', 'batch'], at = ROTATED): Promise<Rotated> {
  const [runId, old] = [randomUUID(), randomUUID()];
  goTo(at + MINUTE);
  const versionStages = { [runId]: ['AWSCURRENT'], [old]: ['AWSPREVIOUS'] };
  const secret = fixture.secret(name, { versionStages, environment: 'prod' });
  const { arn } = secret.secret;
  await fixture.list(secret);
  const started = {
    id: runId,
    secretId: secret.id,
    arn,
    scopeId: scope.id,
    step: null,
    message: '',
    reason: 'hunter2',
  };
  const startedBy = { id: 'ada', name: 'ada@example.com' };
  const [startedAt, endedAt] = [new Date(at - 5000), new Date(at)];
  const times = { startedAt, updatedAt: startedAt, endedAt: null, previousVersionId: old };
  await ctx.store.runs.create({ ...started, startedBy, state: 'running', ...times });
  await ctx.store.runs.update(runId, { state: 'succeeded', message: '', updatedAt: endedAt, endedAt });
  const by = (who: string, time: number, change: Partial<AccessEvent> = {}) =>
    makeEvent({ secretId: arn, at: new Date(time), principal: makePrincipal(who), workload: who, ...change });
  const change = { eventName: 'UpdateSecretVersionStage', actionClass: 'change', versionId: runId } as const;
  const moved = by('rotation', at, { ...change, versionStage: 'AWSCURRENT' });
  const hourly = readers.flatMap((who) => Array.from({ length: 20 }, (_, turn) => by(who, at - MINUTE - turn * HOUR)));
  await read(at + MINUTE, [moved, ...hourly]);
  return { secretId: secret.id, arn, runId, by, moved };
}

describe('a version that all readers have', () => {
  it('is told once, with when and who rotated it, and leads to who has it', async () => {
    await fixture.look();
    const { by, secretId } = await rotate('prod/db');
    await read(ROTATED + 30 * MINUTE, [by('api', ROTATED + 10 * MINUTE)]);
    goTo(ROTATED + 50 * MINUTE);
    await fixture.look();
    expect(await told()).toEqual([]);
    await read(ROTATED + 60 * MINUTE, [by('batch', ROTATED + 55 * MINUTE)]);
    goTo(ROTATED + 75 * MINUTE);
    await fixture.look();
    await fixture.look();
    expect(await told()).toEqual([['rotation.adopted', 'prod/db']]);
    const [message] = await fixture.messages();
    expect(message).toMatchObject({
      since: new Date(ROTATED + 55 * MINUTE).toISOString(),
      path: `/secrets/${secretId}?ask=adoption`,
      facts: [
        { label: 'rotated', value: '2026-11-20 13:00 UTC' },
        { label: 'by', value: 'ada@example.com' },
        { label: 'readers', value: 'all 2 programs have it' },
        { label: 'previous version', value: 'unused since 2026-11-20 13:55 UTC' },
      ],
    });
    expect(JSON.stringify(message)).not.toContain('hunter2');
  });

  it('is told once wherever it is looked for at the same moment, after restarts, and after its note is gone', async () => {
    await fixture.look();
    const { by } = await rotate('prod/db');
    await read(ROTATED + HOUR, [by('api', ROTATED + MINUTE), by('batch', ROTATED + MINUTE)]);
    goTo(ROTATED + HOUR);
    const kept = vi.spyOn(ctx.store.notifications, 'record');
    await Promise.all([fixture.look(), fixture.look(), fixture.look()]);
    expect(await told()).toEqual([['rotation.adopted', 'prod/db']]);
    for (const time of [2 * HOUR, 3 * DAY, 29 * DAY, 38 * DAY, 39 * DAY, 80 * DAY]) {
      goTo(ROTATED + time);
      await read(ROTATED + time, [by('api', ROTATED + time - HOUR), by('batch', ROTATED + time - HOUR)]);
      await fixture.look();
      await fixture.look();
    }
    expect(kept.mock.calls.flatMap(([{ deliveries }]) => deliveries)).toHaveLength(1);
    const notes = await fixture.query("select from keyledger.notification_note where occasion = 'rotation.adopted'");
    expect(notes).toEqual([]);
  });

  it('is told by the next look where the process died over it, before anything of it was kept', async () => {
    await fixture.look();
    const { by } = await rotate('prod/db');
    await read(ROTATED + HOUR, [by('api', ROTATED + MINUTE), by('batch', ROTATED + MINUTE)]);
    const now = goTo(ROTATED + HOUR);
    // It found it, and was gone.
    expect((await findAdoptions({ ctx, now, since: new Date(BEGIN) })).notices).toHaveLength(1);
    await fixture.look();
    expect(await told()).toEqual([]);
    goTo(ROTATED + HOUR + 6 * MINUTE);
    await fixture.look();
    await fixture.look();
    expect(await told()).toEqual([['rotation.adopted', 'prod/db']]);
  });
});

describe('nothing is told', () => {
  it('while the history of the time until the last of them has it is not all there', async () => {
    await fixture.look();
    const { by } = await rotate('prod/db');
    const both = [by('api', ROTATED + 2 * HOUR), by('batch', ROTATED + 2 * HOUR)];
    // The reads are known before what lies between.
    await read(ROTATED + 3 * HOUR, both, ROTATED + 90 * MINUTE);
    for (const hours of [3, 4, 5]) {
      goTo(ROTATED + hours * HOUR);
      await read(ROTATED + hours * HOUR, [], ROTATED + 3 * HOUR);
      await fixture.look();
    }
    expect(await told()).toEqual([]);
    await read(ROTATED + 5 * HOUR, [], ROTATED);
    goTo(ROTATED + 6 * HOUR);
    await fixture.look();
    expect(await told()).toEqual([['rotation.adopted', 'prod/db']]);
  });

  it('within the quarter of an hour that a record may be late, also of who read just before the change', async () => {
    await fixture.look();
    const { by } = await rotate('prod/db');
    await read(ROTATED + 5 * MINUTE, [by('api', ROTATED + 2 * MINUTE), by('batch', ROTATED + 2 * MINUTE)]);
    goTo(ROTATED + 5 * MINUTE);
    await fixture.look();
    // Another, whose record comes now, has it not yet.
    const hourly = Array.from({ length: 20 }, (_, turn) => by('late', ROTATED - MINUTE - turn * HOUR));
    await read(ROTATED + 20 * MINUTE, hourly);
    goTo(ROTATED + 30 * MINUTE);
    await fixture.look();
    expect(await told()).toEqual([]);
  });

  it('while one reads the old version, is silent, or reads too seldom to tell', async () => {
    await fixture.look();
    const pinned = await rotate('prod/pinned', ['api']);
    const silent = await rotate('prod/silent', ['api', 'batch']);
    const seldom = await rotate('prod/seldom', ['api']);
    await read(ROTATED + HOUR, [
      pinned.by('api', ROTATED + 10 * MINUTE, { versionStage: 'AWSPREVIOUS' }),
      silent.by('api', ROTATED + 10 * MINUTE),
      seldom.by('api', ROTATED + 10 * MINUTE),
      seldom.by('monthly', BEGIN - 20 * DAY),
    ]);
    for (const hours of [1, 2, 10, 100]) {
      goTo(ROTATED + hours * HOUR);
      await read(ROTATED + hours * HOUR, []);
      await fixture.look();
    }
    expect(await told()).toEqual([]);
  });

  it('of what nobody reads, nor of what was rotated away since', async () => {
    await fixture.look();
    await rotate('prod/unread', []);
    const first = await rotate('prod/db', ['api']);
    const second = await rotate('prod/db', ['api'], ROTATED + 10 * MINUTE);
    await read(ROTATED + HOUR, [first.by('api', ROTATED + 5 * MINUTE), second.by('api', ROTATED + 20 * MINUTE)]);
    goTo(ROTATED + HOUR);
    await fixture.look();
    expect((await fixture.messages()).map(({ facts }) => facts[0]?.value)).toEqual(['2026-11-20 13:10 UTC']);
  });

  it('of a run that failed, and of one that was adopted before anybody watched', async () => {
    const early = await rotate('prod/early', ['api']);
    await read(ROTATED + HOUR, [early.by('api', ROTATED + MINUTE)]);
    const failed = await rotate('prod/failed', ['api']);
    await fixture.query(
      `update keyledger.rotation_run set state = 'failed', adoption_due_at = null where id = '${failed.runId}'`,
    );
    await read(ROTATED + HOUR, [failed.by('api', ROTATED + MINUTE)]);
    goTo(ROTATED + 2 * HOUR);
    await fixture.look();
    goTo(ROTATED + 4 * HOUR);
    await fixture.look();
    expect(await told()).toEqual([]);
  });

  it('of a scope whose history is not read', async () => {
    await fixture.look();
    const { by } = await rotate('prod/db', ['api']);
    await read(ROTATED + HOUR, [by('api', ROTATED + MINUTE)]);
    await fixture.query('truncate keyledger.coverage');
    goTo(ROTATED + HOUR);
    const asked = vi.spyOn(ctx.store.history, 'adoption');
    await fixture.look();
    expect(await told()).toEqual([]);
    expect(asked).not.toHaveBeenCalled();
  });
});

describe('what it costs', () => {
  it('is asked ever more seldom, and of no run for ever', async () => {
    await fixture.look();
    await rotate('prod/db');
    const asked = vi.spyOn(ctx.store.history, 'adoption');
    for (let time = ROTATED + 30 * MINUTE; time < ROTATED + 40 * DAY; time += HOUR / 2) {
      goTo(time);
      if (time < ROTATED + 3 * DAY) await read(time, []);
      await lookForNews(ctx, { adoptions: findAdoptions }, new AbortController().signal);
    }
    const days = (from: number, to: number) =>
      asked.mock.calls.filter(([, , query]) => {
        const after = query.to.getTime() - ROTATED;
        return after >= from * DAY && after < to * DAY;
      }).length;
    expect(days(0, 1)).toBeLessThan(35);
    expect(days(2, 3)).toBeLessThan(6);
    expect(days(0, 40)).toBeLessThan(60);
    const [run] = await fixture.query<{ due: Date | null }>(
      'select adoption_due_at as due from keyledger.rotation_run',
    );
    expect(run?.due).toBeNull();
  });

  it('is nothing where no channel hears of it, and begins with what ends once one does', async () => {
    const channels = [channel('failures', { occasions: ['rotation.failing'] })];
    await fixture.look({ channels });
    const before = await rotate('prod/before', ['api']);
    await read(ROTATED + HOUR, [before.by('api', ROTATED + MINUTE)]);
    goTo(ROTATED + HOUR);
    const asked = vi.spyOn(ctx.store.history, 'adoption');
    await fixture.look({ channels });
    expect(asked).not.toHaveBeenCalled();
    const after = await rotate('prod/after', ['api'], ROTATED + 2 * HOUR);
    await read(ROTATED + 3 * HOUR, [after.by('api', ROTATED + 2 * HOUR + MINUTE)]);
    goTo(ROTATED + 3 * HOUR);
    await fixture.look();
    expect(await told()).toEqual([['rotation.adopted', 'prod/after']]);
  });

  it('of very many is spread over several looks', async () => {
    await fixture.look();
    for (let count = 0; count < 60; count += 1) await rotate(`prod/${count}`, ['api']);
    goTo(ROTATED + HOUR);
    await read(ROTATED + HOUR, []);
    const asked = vi.spyOn(ctx.store.history, 'adoption');
    await fixture.look();
    const first = asked.mock.calls.length;
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThanOrEqual(50);
    for (let looks = 0; looks < 10; looks += 1) await fixture.look();
    expect(new Set(asked.mock.calls.map(([, id]) => id)).size).toBe(60);
    expect(asked).toHaveBeenCalledTimes(60);
  });
});
