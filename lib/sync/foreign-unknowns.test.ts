import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InventoryFilter } from '@/lib/domain/ports/inventory-store';
import type { Bend } from '@/lib/local-aws/bends/bend';
import type { LocalAws } from '@/lib/local-aws/start';
import { startForeignAws, startForeignFixture, type ForeignFixture } from './testing/foreign-fixture';
import { ALL } from './testing/sync-fixture';

let local: LocalAws;
let foreign: ForeignFixture;
beforeAll(async () => {
  local = await startForeignAws();
});
afterAll(() => local.close());
beforeEach(async () => {
  foreign = await startForeignFixture(local);
});
afterEach(() => foreign.stop());

const count = (filter: InventoryFilter): Promise<number> => foreign.ctx.store.inventory.count(ALL, filter, new Date());

describe('what cannot be known is unknown, never none', { timeout: 30_000 }, () => {
  it.each<[Bend]>([['no-lookup-events'], ['lookup-events-500'], ['closes-on-unknown']])(
    '%s: who read anything',
    async (bend) => {
      foreign.bend(bend);
      await foreign.syncInventory();
      await expect(foreign.syncHistory()).resolves.toBe(600);
      expect(await foreign.health()).toMatchObject({
        lacks: ['no-history'],
        inventory: { state: 'fresh' },
        history: { state: 'limited', coveredFrom: null, problem: { code: 'unsupported' } },
      });
      const rows = await foreign.rows();
      expect(rows.length).toBeGreaterThan(0);
      for (const { usage } of rows) expect(usage).toEqual({ lastRead: null, readers30d: null, reads30d: null });
      expect(await count({ lastRead: ['never'] })).toBe(0);
      // What the listing itself says of a day is all that is known.
      const undated = rows.filter(({ lastAccessedOn, deletion }) => lastAccessedOn === null && deletion === null);
      expect(undated.length).toBeGreaterThan(0);
      expect(await count({ lastRead: ['unknown'] })).toBe(undated.length);
    },
  );

  it('history-empty: an answer without an event covers nothing; with one it does', async () => {
    foreign.bend('history-empty');
    await foreign.syncInventory();
    await foreign.syncHistory();
    expect(await foreign.health()).toMatchObject({
      lacks: ['empty-history'],
      history: { state: 'limited', coveredFrom: null, asOf: expect.any(Date) },
    });
    expect(await count({ lastRead: ['never'] })).toBe(0);
    // What files cover says nothing of what LookupEvents shows.
    const covered = {
      from: new Date(Date.now() - 9e8),
      to: new Date(Date.now() - 8e8),
      source: 'trail-files' as const,
    };
    const { ctx, scope } = foreign;
    await ctx.store.history.applyEvents({ scopeId: scope.id, records: [], covered, at: new Date() });
    await foreign.syncHistory();
    expect(await foreign.health()).toMatchObject({ lacks: ['empty-history'], history: { state: 'limited' } });
    foreign.bend();
    await foreign.prepareHistory();
    await foreign.syncHistory();
    expect(await foreign.health()).toMatchObject({
      lacks: [],
      history: { state: 'fresh', coveredFrom: expect.any(Date) },
    });
  });

  it('history-of-changes: who read anything, while what changed is shown', async () => {
    foreign.bend('history-of-changes');
    await foreign.syncInventory();
    await foreign.prepareHistory();
    await foreign.syncHistory();
    expect(await foreign.health()).toMatchObject({
      lacks: ['empty-history'],
      history: { state: 'limited', coveredFrom: null, asOf: expect.any(Date) },
    });
    expect(await count({ lastRead: ['never'] })).toBe(0);
    for (const { usage } of await foreign.rows()) expect(usage).toMatchObject({ readers30d: null, reads30d: null });
  });

  it('deleted-date-ahead: when a deletion was asked for, while its end is known', async () => {
    foreign.bend('deleted-date-ahead');
    await foreign.syncInventory();
    const deletions = (await foreign.rows()).flatMap(({ deletion }) => deletion ?? []);
    expect(deletions.length).toBeGreaterThan(0);
    for (const { requestedAt, endsAt } of deletions) {
      expect(requestedAt).toBeNull();
      expect(endsAt?.getTime()).toBeGreaterThan(Date.now());
    }
  });

  it('no-dates: how old values are, and whether they were ever rotated', async () => {
    foreign.bend('no-dates');
    await foreign.syncInventory();
    const rows = await foreign.rows();
    for (const { valueChangedAt, createdAt } of rows) {
      expect(valueChangedAt).toEqual({ notBefore: null, notAfter: null });
      expect(createdAt).toBeNull();
    }
    expect(await count({ valueAge: ['unknown'] })).toBe(await count({}));
    expect(await count({ valueAge: [{ olderThanDays: 1 }, { youngerThanDays: 1 }] })).toBe(0);
    const unknown = rows.filter(({ rotation }) => rotation.state === 'unknown');
    expect(unknown.length).toBeGreaterThan(0);
    for (const { rotation } of unknown)
      expect(rotation.reason).toMatch(
        /ever rotated is unknown; .*overdue is unknown|no dates are shown: .*stuck is unknown/,
      );
    // Neither how long a pending version has been there.
    for (const { rotation } of rows)
      expect(['healthy', 'due', 'overdue', 'stuck', 'running']).not.toContain(rotation.state);
  });

  it('versions-without-labels: whether a rotation runs or is stuck', async () => {
    foreign.bend('versions-without-labels');
    await foreign.syncInventory();
    const rows = await foreign.rows();
    expect(rows.every(({ versionStages }) => versionStages === null)).toBe(true);
    const byDate = rows.filter(({ rotation }) => ['unknown', 'due', 'overdue'].includes(rotation.state));
    expect(byDate.length).toBeGreaterThan(0);
    for (const { rotation } of byDate) expect(rotation.reason).toContain('whether a rotation is stuck is unknown');
    for (const { rotation } of rows) expect(['running', 'stuck', 'failing', 'healthy']).not.toContain(rotation.state);
  });

  it('version-dates-now: when a version was made', async () => {
    await foreign.syncInventory();
    const { arn } = (await foreign.rows()).find(({ deletion }) => deletion === null) ?? { arn: '' };
    const versions = () => foreign.ctx.aws.listVersions(foreign.scope, arn);
    expect((await versions()).every(({ createdAt }) => createdAt !== null)).toBe(true);
    foreign.bend('version-dates-now');
    expect((await versions()).every(({ createdAt, stages }) => createdAt === null && stages.length > 0)).toBe(true);
  });
});

describe('what can work works', { timeout: 30_000 }, () => {
  it('dates-as-text: they are the same moments', async () => {
    await foreign.syncInventory();
    const before = await foreign.rows();
    foreign.bend('dates-as-text');
    await foreign.syncInventory();
    const after = await foreign.rows();
    expect(after.map(({ name, createdAt, nextRotationAt }) => [name, createdAt, nextRotationAt])).toEqual(
      before.map(({ name, createdAt, nextRotationAt }) => [name, createdAt, nextRotationAt]),
    );
  });

  it.each<[Bend, RegExp]>([
    ['names-in-arn', /:secret:prod\/payments\/db-\?{6}$/],
    ['arn-without-suffix', /:secret:prod\/payments\/db$/],
    ['account-zeros', /:000000000000:secret:prod\/payments\/db-\w{6}$/],
    ['describe-missing', /:secret:prod\/payments\/db-\w{6}$/],
  ])('%s: a secret is described, and its versions listed, by the ARN that is shown', async (bend, shown) => {
    foreign.bend(bend);
    await foreign.syncInventory();
    const { arn } = (await foreign.rows()).find(({ name }) => name === 'prod/payments/db') ?? { arn: '' };
    expect(arn).toMatch(shown);
    await expect(foreign.ctx.aws.describeSecret(foreign.scope, arn)).resolves.toMatchObject({
      arn,
      name: 'prod/payments/db',
    });
    expect((await foreign.ctx.aws.listVersions(foreign.scope, arn)).length).toBeGreaterThan(0);
  });

  it.each<[Bend]>([['status-404'], ['status-500'], ['describe-missing']])(
    '%s: a secret that is not there is told from one that cannot be read',
    async (bend) => {
      foreign.bend(bend);
      await expect(foreign.ctx.aws.describeSecret(foreign.scope, 'none')).rejects.toMatchObject({ code: 'not_found' });
    },
  );

  it.each<[Bend]>([['html-errors'], ['xml-errors']])('%s: a refusal is not taken for an absence', async (bend) => {
    foreign.bend(bend);
    await expect(foreign.ctx.aws.describeSecret(foreign.scope, 'none')).rejects.toMatchObject({
      code: 'upstream',
      problem: { code: 'protocol' },
    });
  });
});
