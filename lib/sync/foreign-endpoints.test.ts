import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Lack } from '@/lib/domain/endpoint/lack';
import type { Bend } from '@/lib/local-aws/bends/bend';
import type { LocalAws } from '@/lib/local-aws/start';
import { makeEvent, ok } from '@/lib/store/testing/make-event';
import { startForeignAws, startForeignFixture, type ForeignFixture } from './testing/foreign-fixture';

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

const listedNames = async (): Promise<string[]> => (await foreign.rows()).map(({ name }) => name).toSorted();

describe('an endpoint that is like AWS', { timeout: 30_000 }, () => {
  it('lacks nothing', async () => {
    await foreign.syncInventory();
    expect(await foreign.health()).toMatchObject({ lacks: [], inventory: { state: 'fresh', problem: null } });
    expect(await listedNames()).toEqual(foreign.names());
    expect(foreign.names().length).toBeGreaterThan(300);
  });
});

describe('an endpoint of which everything is listed, once', { timeout: 30_000 }, () => {
  it.each<[Bend, Lack[]]>([
    ['describe-missing', ['no-describe']],
    ['sts-missing', ['no-caller']],
    ['html-errors', ['errors-unreadable']],
    ['xml-errors', ['errors-unreadable']],
    ['status-404', ['error-status']],
    ['status-500', ['error-status']],
    ['names-in-arn', ['no-arns']],
    ['arn-without-suffix', ['short-arns']],
    ['account-zeros', ['other-account']],
    ['arns-of-another-account', ['other-account']],
    ['versions-without-labels', ['no-labels', 'no-labels-in-list']],
    ['no-version-stages-in-list', ['no-labels-in-list']],
    ['no-dates', ['no-dates']],
    ['deleted-date-ahead', ['deletion-dates-ahead']],
    ['dates-as-text', []],
    ['version-dates-now', ['moving-dates']],
    ['sort-ignored', ['sort-ignored']],
    ['filters-ignored', ['filters-ignored']],
    ['filters-case-insensitive', ['filters-ignore-case']],
    ['unpaged', ['page-size-ignored']],
    ['listing-repeats', ['page-size-ignored', 'listing-repeats']],
    ['nulls', []],
    ['unknown-fields', []],
    ['token-repeated', ['pages-go-round']],
    ['empty-for-ever', ['pages-go-round']],
  ])('%s: named in words, and nothing is missing', async (bend, lacks) => {
    foreign.bend(bend);
    await foreign.syncInventory();
    await foreign.syncInventory();
    const health = await foreign.health();
    expect(health.lacks).toEqual(lacks);
    expect(health.inventory).toMatchObject({
      state: lacks.length === 0 ? 'fresh' : 'limited',
      asOf: expect.any(Date),
      secrets: foreign.names().length,
    });
    expect(await listedNames()).toEqual(foreign.names());
  });
});

describe('an endpoint that does not list all', { timeout: 30_000 }, () => {
  it.each<[Bend, Lack]>([
    ['token-ignored', 'pages-go-round'],
    ['token-dropped', 'pages-cut'],
    ['listing-omits', 'listing-omits'],
    ['listing-capped', 'listing-omits'],
    ['planned-deletion-ignored', 'listing-omits'],
  ])('%s: what it no longer lists is kept', async (bend, lack) => {
    await foreign.syncInventory();
    foreign.bend(bend);
    await foreign.syncInventory();
    expect(await listedNames()).toEqual(foreign.names());
    const { lacks, inventory } = await foreign.health();
    expect(lacks).toContain(lack);
    expect(inventory.state).toBe('limited');
  });

  it.each<[Bend]>([['token-ignored'], ['token-dropped']])('%s: what it lists is there from the first', async (bend) => {
    foreign.bend(bend);
    await foreign.syncInventory();
    expect(await foreign.rows()).toHaveLength(100);
  });

  it('listing-omits: what was never listed is noticed and shown as soon as the history names it', async () => {
    foreign.bend('listing-omits');
    await foreign.syncInventory();
    const listed = await listedNames();
    expect(listed.length).toBeLessThan(foreign.names().length);
    expect((await foreign.health()).lacks).toEqual([]);
    await foreign.prepareHistory();
    await foreign.syncHistory();
    await foreign.syncInventory();
    const { lacks, inventory } = await foreign.health();
    expect(lacks).toEqual(['listing-omits']);
    expect(inventory.state).toBe('limited');
    const found = (await listedNames()).filter((name) => !listed.includes(name));
    expect(found.length).toBeGreaterThan(0);
    for (const name of found) expect(foreign.names()).toContain(name);
    // What it names in its history once more is known now, and stays.
    await foreign.syncInventory();
    expect(await listedNames()).toEqual([...listed, ...found].toSorted());
  });

  it('listing-capped: what its pages show in another order is noticed from the first, also without a history', async () => {
    foreign.bend('listing-capped', 'no-lookup-events');
    await foreign.syncInventory();
    expect((await foreign.health()).lacks).toEqual(['page-size-ignored', 'listing-omits']);
    expect(await foreign.rows()).toHaveLength(200);
  });

  it('listing-omits: where what is left out cannot be asked for just then, it is kept', async () => {
    await foreign.syncInventory();
    foreign.bend('listing-omits');
    const body = JSON.stringify({ kind: 'error', operation: 'DescribeSecret' });
    const control = (method: string): Promise<Response> =>
      fetch(`${local.url}/_local/faults`, { method, ...(method === 'POST' ? { body } : {}) });
    expect((await control('POST')).ok).toBe(true);
    try {
      await foreign.syncInventory();
    } finally {
      await control('DELETE');
    }
    expect(await listedNames()).toEqual(foreign.names());
  });

  it('names that the history alone has, of secrets that are gone, say nothing against the listing', async () => {
    await foreign.prepareHistory();
    const { history } = foreign.ctx.store;
    const at = new Date();
    const records = ['gone-1', 'gone-2'].map((secretId) => ok(makeEvent({ secretId, at })));
    await history.applyEvents({ scopeId: foreign.scope.id, records, covered: null, at });
    expect((await history.listUnresolved(foreign.scope.id, 500)).toSorted()).toEqual(['gone-1', 'gone-2']);
    await foreign.syncInventory();
    expect((await foreign.health()).lacks).toEqual([]);
    expect(await listedNames()).toEqual(foreign.names());
  });

  it('takes away what is really gone as soon as it lists like AWS', async () => {
    foreign.bend('arn-without-suffix');
    await foreign.syncInventory();
    foreign.bend();
    await foreign.syncInventory();
    expect(await listedNames()).toEqual(foreign.names());
    expect((await foreign.rows()).every(({ arn }) => /-\w{6}$/.test(arn))).toBe(true);
  });
});
