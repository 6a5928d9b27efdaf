import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Finding } from '@/lib/domain/unusual/finding';
import { makeEvent, makePrincipal, ok } from '@/lib/store/testing/make-event';
import { makeReplica, makeScope } from '@/lib/store/testing/make-secret';
import { BEGIN, channel, HOUR, scope, startNotifyFixture, type NotifyFixture } from './testing/notify-fixture';

let fixture: NotifyFixture;
let ctx: SystemContext;
beforeAll(async () => {
  fixture = await startNotifyFixture();
  ({ ctx } = fixture);
});
afterAll(async () => fixture.stop());
afterEach(async () => {
  await fixture.clear();
  await fixture.query('truncate keyledger.unusual_read, keyledger.unusual_dismissal');
});

const api = makePrincipal('api');

/** As the rules found it, of a read that is there. */
async function find(secretId: string | null, firstAt: Date, change: Partial<Finding> = {}): Promise<void> {
  await ctx.store.history.applyEvents({
    scopeId: scope.id,
    records: [ok(makeEvent({ at: firstAt, principal: api }))],
    covered: null,
    at: firstAt,
  });
  const finding: Finding = {
    rule: 'new-network',
    secretId,
    principalId: api.id,
    actorKind: 'workload',
    day: firstAt.toISOString().slice(0, 10),
    firstAt,
    lastAt: firstAt,
    count: 3,
    reason: 'Read from 203.0.113.0/24.',
    facts: [],
    ...change,
  };
  await ctx.store.unusual.settle({ days: [], principalDays: [] }, [finding], ctx.now());
}

it('what is unusual is told once, with its reason, and nothing of before', async () => {
  const secret = fixture.secret('prod/db', { environment: 'prod' });
  await fixture.list(secret);
  await fixture.look();
  await find(secret.id, new Date(BEGIN - HOUR), { rule: 'new-client' });
  await fixture.look();
  expect(await fixture.told()).toEqual([]);
  await find(secret.id, fixture.later(1000));
  await fixture.look();
  await find(secret.id, ctx.now(), { count: 9 });
  await fixture.look();
  expect((await fixture.messages()).map(({ occasion, facts, path }) => [occasion, facts, path])).toEqual([
    [
      'read.unusual',
      [
        { label: 'what', value: 'New network' },
        { label: 'a program', value: 'api, 3 times' },
        { label: 'why', value: 'Read from 203.0.113.0/24.' },
      ],
      `/access?preset=unusual&secret=${secret.id}&rule=new-network`,
    ],
  ]);
  // Its note goes, and it is no news any more.
  fixture.later(8 * 24 * HOUR);
  await fixture.look();
  await fixture.look();
  expect(await fixture.told()).toHaveLength(1);
});

it('what was dismissed is not told, also found anew, until somebody reopens it', async () => {
  const secret = fixture.secret('prod/dismissed', { environment: 'prod' });
  await fixture.list(secret);
  await fixture.look();
  const firstAt = fixture.later(1000);
  await find(secret.id, firstAt);
  const ids = (await fixture.query<{ id: string }>('select id from keyledger.unusual_read')).map(({ id }) => id);
  const act = { ids, at: ctx.now(), toEntry: null };
  expect(await ctx.store.unusual.dismiss({ ...act, reason: 'a drill', by: 'ann' })).toBe(1);
  await fixture.look();
  await fixture.query('truncate keyledger.unusual_read');
  await find(secret.id, firstAt, { count: 9 });
  await fixture.look();
  expect(await fixture.told()).toEqual([]);
  await ctx.store.unusual.reopen(act);
  await fixture.look();
  await fixture.look();
  expect(await fixture.told()).toHaveLength(1);
});

it('what is about several secrets is told to nobody who hears of some environments or accounts alone', async () => {
  const channels = [
    channel('all'),
    channel('prod', { environments: ['prod'] }),
    channel('account', { accounts: [scope.accountId] }),
    channel('owner', { ownersOnly: true, owners: ['payments'] }),
  ];
  await fixture.look({ channels });
  await find(null, fixture.later(1000), { rule: 'many-secrets' });
  await fixture.look({ channels });
  expect(await fixture.told()).toEqual([['all', 'read.unusual', [], 0]]);
});

it('many at once are one message that leads to their list', async () => {
  await fixture.look();
  const secrets = Array.from({ length: 5 }, (_, index) => fixture.secret(`prod/many/${index}`));
  await fixture.list(...secrets);
  for (const { id } of secrets) await find(id, fixture.later(1000));
  await fixture.look();
  expect((await fixture.messages()).map(({ path, secrets: told }) => [path, told.length])).toEqual([
    ['/access?preset=unusual', 5],
  ]);
});

it('what is about a replica is told of its primary, and of the replica itself where that is gone', async () => {
  const far = makeScope(scope.accountId, 'eu-central-1');
  await ctx.store.scopes.configure([scope, far]);
  const primary = fixture.secret('prod/far');
  await fixture.list(primary);
  const replica = makeReplica(primary, far.region);
  await ctx.store.inventory.applyPage(await ctx.store.inventory.startListing(far.id, ctx.now()), [
    { ...replica, observedAt: ctx.now() },
  ]);
  await fixture.look();
  await find(replica.id, fixture.later(1000));
  await fixture.look();
  await fixture.query(`update keyledger.secret set removed_at = now() where id = '${primary.id}'`);
  await find(replica.id, fixture.later(1000), { rule: 'new-client' });
  await fixture.look();
  expect((await fixture.messages()).map(({ path, secrets }) => [path, secrets.map(({ name }) => name)])).toEqual([
    [`/access?preset=unusual&secret=${primary.id}&rule=new-network`, ['prod/far']],
    [`/access?preset=unusual&secret=${replica.id}&rule=new-client`, ['prod/far']],
  ]);
});
