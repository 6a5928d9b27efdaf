import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventView, type EventView } from '@/lib/contract/access';
import { accessExportQuery, accessQuery } from '@/lib/contract/access-list';
import { AppError } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { makeEvent, makePrincipal, ok } from '@/lib/store/testing/make-event';
import { exportAccess } from './export-access';
import { listAccess } from './list-access';

const FORMULA = '=HYPERLINK("http://evil.example","x")';
const MANY = 2100;

let world: ServicesWorld;
beforeAll(async () => {
  world = await startServicesWorld({ local: { historyDays: 2 } });
  await world.readHistory();
  const { scopeId, arn } = await world.row('prod/payments/db');
  const [accountId = '', region = ''] = scopeId.split(':');
  const at = new Date(Math.floor(world.ctx.now().getTime() / 1000) * 1000 - 3_600_000);
  // More than two batches, many of them in one second.
  const made = Array.from({ length: MANY }, (_, index) =>
    makeEvent({
      secretId: arn,
      at: new Date(at.getTime() - Math.floor(index / 500) * 1000),
      accountId,
      region,
      principal: makePrincipal('much', accountId),
      userAgent: index === 0 ? FORMULA : 'aws-sdk-go',
      session: index === 0 ? '+cmd' : 'i-0abc',
    }),
  );
  const hidden = makeEvent({ secretId: 'prod/no/such', at, accountId, region, principal: makePrincipal('much') });
  await world.ctx.store.history.applyEvents({
    scopeId,
    records: [...made, hidden].map(ok),
    covered: null,
    at: world.ctx.now(),
  });
}, 120_000);
afterAll(() => world.stop());

async function take(
  ctx: Context,
  query: object = {},
  format: 'jsonl' | 'csv' = 'jsonl',
  refresh = async () => ctx,
): Promise<string> {
  const parts: string[] = [];
  const wanted = { format, query: accessExportQuery.parse(query), refresh };
  for await (const part of await exportAccess(ctx, wanted)) parts.push(part);
  return parts.join('');
}
const eventsOf = (text: string): EventView[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => eventView.parse(JSON.parse(line)));

async function listed(ctx: Context, query: object): Promise<EventView[]> {
  const events: EventView[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await listAccess(ctx, accessQuery.parse({ ...query, limit: 200, ...(cursor && { cursor }) }));
    events.push(...page.events);
    cursor = page.nextCursor;
  }
  return events;
}

describe('an export of events', () => {
  it.each([
    {},
    { principal: ['much'], from: '30d' },
    { env: ['prod'], outcome: ['denied'] },
    { secret: ['payments'], action: ['read', 'TagResource'], actorKind: ['person', 'workload'] },
    { principal: ['nobody is called this'] },
  ])('is the list of all pages, in its order: %j', async (query) => {
    for (const persona of ['owner', 'auditor', 'admin'] as const) {
      const ctx = world.as(persona);
      const events = await listed(ctx, query);
      expect(eventsOf(await take(ctx, query))).toEqual(events);
    }
  });

  it('leaves out what is in nobody’s sight but of who sees everything', async () => {
    const counts = ['owner', 'auditor'] as const;
    const found = counts.map(
      async (persona) => eventsOf(await take(world.as(persona), { principal: ['much'] })).length,
    );
    expect(await Promise.all(found)).toEqual([MANY, MANY + 1]);
  });

  it('ends with what had happened when it was asked for', async () => {
    const ctx = world.as('auditor');
    const { scopeId, arn } = await world.row('prod/payments/db');
    const query = accessExportQuery.parse({ principal: ['late'] });
    const source = await exportAccess(ctx, { format: 'jsonl', query, refresh: async () => ctx });
    const [accountId = '', region = ''] = scopeId.split(':');
    const given = { secretId: arn, accountId, region, principal: makePrincipal('late', accountId) };
    const records = [-1000, 60_000].map((ms) => ok(makeEvent({ ...given, at: new Date(Date.now() + ms) })));
    await ctx.store.history.applyEvents({ scopeId, records, covered: null, at: ctx.now() });
    const parts: string[] = [];
    for await (const part of source) parts.push(part);
    expect(eventsOf(parts.join(''))).toHaveLength(1);
  });

  it('is in the ledger with what was asked for, before anything goes out', async () => {
    const ctx = world.as('owner');
    const query = accessExportQuery.parse({ env: ['dev', 'prod'], from: '24h', principal: ['jana'] });
    await exportAccess(ctx, { format: 'csv', query, refresh: async () => ctx });
    const entry = (await world.ledger()).at(-1);
    expect(entry).toMatchObject({ action: 'history.read', phase: 'noted', actor: { persona: 'owner' } });
    expect(entry?.detail).toMatchObject({ what: 'export as csv' });
    const filters = new URLSearchParams(String(entry?.detail['filters']));
    expect([...filters]).toEqual(
      expect.arrayContaining([
        ['env', 'dev'],
        ['env', 'prod'],
        ['from', '24h'],
        ['principal', 'jana'],
      ]),
    );
  });

  it('has a column for each fact, text in quotes, none that a spreadsheet would run', async () => {
    const ctx = world.as('auditor');
    const [head = '', ...rows] = (await take(ctx, { principal: ['much'] }, 'csv')).split('\r\n');
    expect(head).toMatch(/^"at","eventName","action","outcome",/);
    expect(rows.pop()).toBe('');
    expect(rows).toHaveLength(MANY + 1);
    expect(rows.filter((row) => row.includes(`"'=HYPERLINK(""http://evil.example"",""x"")"`))).toHaveLength(1);
    expect(rows.filter((row) => row.includes(`"'+cmd"`))).toHaveLength(1);
    for (const row of rows) expect(row).not.toMatch(/(^|,)"?[=+@-]/);
  });

  it('holds no field that the API does not show: nothing of the raw record', async () => {
    const text = await take(world.as('admin'), { principal: ['much'], from: '24h' });
    expect(text).not.toContain('eventVersion');
    expect(text).not.toContain('"raw"');
  });

  it('ends where the right to it ends, and leaves out what has gone out of sight', async () => {
    const ctx = world.as('auditor');
    let turns = 0;
    const ended = async () => {
      turns += 1;
      if (turns > 2) throw new AppError('unauthenticated', 'Sign in first.');
      return ctx;
    };
    await expect(take(ctx, { principal: ['much'] }, 'jsonl', ended)).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(turns).toBe(3);
    const less = async () => world.as('owner');
    expect(eventsOf(await take(ctx, { principal: ['much'] }, 'jsonl', less))).toHaveLength(MANY);
  });

  it('is for nobody who may not see history', async () => {
    const before = (await world.ledger()).length;
    expect(await refusalOf(take(world.as('viewer')))).toMatchObject({ code: 'forbidden' });
    expect((await world.ledger()).length).toBe(before);
  });
});
