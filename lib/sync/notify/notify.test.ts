import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { NotificationSummary } from '@/lib/domain/notification/channel';
import type { NoticeMessage } from '@/lib/domain/notification/notice';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { SystemContext } from '@/lib/domain/ports/context';
import { makeEvent, makePrincipal, ok } from '@/lib/store/testing/make-event';
import { makeSecret } from '@/lib/store/testing/make-secret';
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
const messages = () => fixture.messages();
const look = (change: Partial<NotificationSummary> = {}) => lookForNews(fixture.with(change), SOURCES, never);

type Told = [channel: string, occasion: string, about: string[], more: number];
async function told(): Promise<Told[]> {
  const rows = await fixture.query<{ channel: string; message: NoticeMessage }>(
    `select channel, message from keyledger.notification order by made_at, channel, message -> 'secrets' -> 0 ->> 'name'`,
  );
  return rows.map(({ channel: name, message: { occasion, secrets, scopes, more } }) => [
    name,
    occasion,
    [...secrets.map((one) => one.name), ...scopes.map(({ id }) => id)],
    more,
  ]);
}
async function list(...secrets: ReturnType<typeof makeSecret>[]): Promise<void> {
  const listing = await ctx.store.inventory.startListing(scope.id, ctx.now());
  await ctx.store.inventory.applyPage(listing, secrets);
}
const state = (name: string, rotation: Parameters<typeof makeSecret>[0]['rotation'], more = {}) =>
  makeSecret({ name, ...(rotation && { rotation }), observedAt: ctx.now(), ...more });

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

describe('a read of what is pending deletion', () => {
  const DELETED = new Date(BEGIN - 24 * HOUR);
  const read = (who: string, at: Date, arn: string) => {
    const refused = { outcome: 'failed', errorCode: 'InvalidRequestException' } as const;
    const event = makeEvent({ secretId: arn, at, principal: makePrincipal(who), ...refused });
    return ctx.store.history.applyEvents({ scopeId: scope.id, records: [ok(event)], covered: null, at });
  };

  it('is told once for each reader and deletion, with who it was', async () => {
    const pending = state('gone', undefined, { deletedAt: DELETED });
    await list(pending);
    await read('before', new Date(BEGIN - HOUR), pending.secret.arn);
    await look();
    await read('api', later(1000), pending.secret.arn);
    await read('api', later(1000), pending.secret.arn);
    await look();
    await read('api', later(1000), pending.secret.arn);
    await look();
    expect((await messages()).map(({ occasion, facts }) => [occasion, facts])).toEqual([
      ['deletion.read', [{ label: 'a program', value: 'api, 2 times' }]],
    ]);
    await read('batch', later(1000), pending.secret.arn);
    await look();
    expect(await told()).toHaveLength(2);
    // Restored, and deleted again.
    await list(state('gone', undefined, { deletedAt: null, observedAt: later(1000) }));
    await look();
    await list(state('gone', undefined, { deletedAt: later(1000), observedAt: later(1000) }));
    await read('api', later(1000), pending.secret.arn);
    await look();
    expect(await told()).toHaveLength(3);
  });
});

describe('what people did', () => {
  const entry = (change: Partial<NewLedgerEntry>): NewLedgerEntry => ({
    actId: randomUUID(),
    action: 'secret.reveal',
    phase: 'done',
    actor: { id: 'issuer|ada', name: 'Ada', persona: null },
    secret: null,
    reason: 'the password is hunter2',
    code: null,
    requestId: 'r',
    count: 1,
    detail: { mode: 'whole', guardedAs: 'prod', ticket: 'OPS-hunter2' },
    ...change,
  });
  const secret = ({ id, secret: { arn, name, accountId } }: ReturnType<typeof makeSecret>) => ({
    id,
    arn,
    name,
    accountId,
    environment: 'unknown',
    tags: {},
  });

  it('is told of reveals in production and of changed grants alone, without a reason, and not of what was before', async () => {
    const one = state('prod/db', undefined, { environment: 'unknown' });
    await list(one);
    await ctx.store.ledger.append(entry({ secret: secret(one) }), ctx.now());
    await look();
    later(1000);
    const acts: Partial<NewLedgerEntry>[] = [
      { phase: 'asked' },
      { phase: 'failed' },
      { detail: { mode: 'whole', guardedAs: 'dev' } },
      {},
      { phase: 'unknown', detail: { mode: 'field', field: 'password', guardedAs: 'prod' } },
      {
        action: 'config.loaded',
        phase: 'noted',
        detail: { version: 3, grantsAdded: 0, grantsRemoved: 0, grantsChanged: 0 },
      },
      {
        action: 'config.loaded',
        phase: 'noted',
        detail: { version: 4, grantsAdded: 2, grantsRemoved: 0, grantsChanged: 1, grants: 'hunter2' },
      },
    ];
    for (const change of acts)
      await ctx.store.ledger.append(
        entry({ ...('action' in change ? {} : { secret: secret(one) }), ...change }),
        ctx.now(),
      );
    await look();
    await look();
    const facts = (await messages()).map((message) => [message.occasion, ...message.facts.map(({ value }) => value)]);
    expect(facts.map((words) => words.join(', ')).toSorted()).toEqual([
      'grants.changed, 2, 0, 1',
      'reveal.prod, Ada, all of it',
      'reveal.prod, Ada, one field, not known: the process ended meanwhile',
    ]);
    expect(JSON.stringify(await messages())).not.toMatch(/hunter2|password/);
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

  it('a ledger that does not verify is told of once, also where it was so before', async () => {
    const finding = { kind: 'changed', from: 2, to: 2, why: 'it says hunter2' } as const;
    const check = { kind: 'whole', at: ctx.now(), milliseconds: 1, entries: 3, seq: 3, hash: 'h' } as const;
    await ctx.store.anchors.recordCheck({ ...check, findings: [finding] });
    await look();
    await look();
    expect((await told()).map(([, occasion]) => occasion)).toContain('ledger.broken');
    expect((await told()).filter(([, occasion]) => occasion === 'ledger.broken')).toHaveLength(1);
    expect(JSON.stringify(await messages())).not.toContain('hunter2');
  });
});
