import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unusualList, unusualQuery, type UnusualList } from '@/lib/contract/unusual';
import { PERSONAS, type Grant, type Persona } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import type { Principal } from '@/lib/domain/event-record';
import { toPrincipalKey } from '@/lib/domain/secret-id';
import { actorAs } from '@/lib/services/testing/actor-as';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { makeEvent, makePrincipal } from '@/lib/store/testing/make-event';
import { at, startUnusualFixture, type UnusualFixture } from '@/lib/sync/unusual/testing/unusual-fixture';
import { countUnusual } from './count-unusual';
import { listUnusual } from './list-unusual';

let fixture: UnusualFixture;
let names: Record<'payments' | 'other', { id: string; secret: { arn: string } }>;
const root: Principal = { id: 'root of 111122223333', type: 'root', accountId: '111122223333', label: 'root' };
const scanner = makePrincipal('scanner');

beforeAll(async () => {
  fixture = await startUnusualFixture();
  await fixture.cover(60);
  const payments = fixture.secret('prod/payments/db', { tags: { team: 'payments' } });
  const other = fixture.secret('prod/other/db');
  const many = Array.from({ length: 12 }, (_, index) => fixture.secret(`dev/many/${index}`, { environment: 'dev' }));
  names = { payments, other };
  await fixture.list(payments, other, ...many);
  const read = (of: typeof payments, days: number, by: Principal, change: object = {}) =>
    makeEvent({ secretId: of.secret.arn, at: at(days), principal: by, actorKind: 'person', ...change });
  await fixture.store([
    ...[3, 4, 5].flatMap((days) => [read(payments, days, root), read(other, days, root)]),
    read(payments, 2, makePrincipal('dashboard'), { actorKind: 'this-dashboard', requestId: 'unknown-to-the-ledger' }),
    ...many.map((one) => read(one, 6, scanner, { actorKind: 'workload' })),
  ]);
  await fixture.judge();
});
afterAll(() => fixture.stop());

const as = (persona: Persona, grants: readonly Grant[] = PERSONAS[persona]): Context => ({
  ...fixture.ctx,
  actor: actorAs(persona, { grants: [...grants] }),
  requestId: 'request-of-test',
});
const list = async (ctx: Context, query: object = {}): Promise<UnusualList> =>
  unusualList.parse(await listUnusual(ctx, unusualQuery.parse(query)));
const rulesOf = ({ items }: UnusualList) => items.map(({ rule, secret }) => `${rule} ${secret?.name ?? 'several'}`);

describe('unusual reads', () => {
  it('are listed with their reason, newest first, page by page', async () => {
    const all = await list(as('auditor'));
    expect(rulesOf(all)).toEqual(
      [
        'outside-ledger prod/payments/db',
        ...Array.from({ length: 3 }, () => ['root prod/other/db', 'root prod/payments/db']).flat(),
        'many-secrets several',
      ].map((one) => expect.stringMatching(one.startsWith('root') ? /^root prod\/(other|payments)\/db$/ : one)),
    );
    expect(all).toMatchObject({
      total: 8,
      more: false,
      nextCursor: null,
      // The second scope is of replicas, and of no known history.
      learning: { days: 14, scopes: 2, unready: 1 },
    });
    expect(all.items[0]?.reason).toContain('1 read by Keyledger’s own role');
    const pages: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page: UnusualList = await list(as('auditor'), { limit: '3', ...(cursor && { cursor }) });
      pages.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(pages).toEqual(all.items.map(({ id }) => id));
  });

  it.each<[string, () => object, number]>([
    ['a rule', () => ({ rule: ['root'] }), 6],
    ['two rules', () => ({ rule: ['root', 'many-secrets'] }), 7],
    ['a secret', () => ({ secret: names.payments.id }), 4],
    ['a principal', () => ({ principal: toPrincipalKey(root.id) }), 6],
    ['an environment', () => ({ env: ['prod'] }), 7],
    ['a kind', () => ({ actorKind: ['workload'] }), 1],
    ['a period', () => ({ from: at(3, -1).toISOString() }), 3],
    ['what there is none of', () => ({ rule: ['off-cadence'] }), 0],
  ])('are filtered by %s, and the number is that of the filter', async (_, query, total) => {
    const found = await list(as('auditor'), query());
    expect([found.items.length, found.total]).toEqual([total, total]);
  });

  it('of what one does not see are not there, nor what rests on several', async () => {
    const mine = await list(as('owner'));
    expect(rulesOf(mine)).toEqual(Array.from({ length: 3 }, () => 'root prod/payments/db'));
    expect(mine.total).toBe(3);
    expect(await list(as('owner'), { secret: names.other.id })).toMatchObject({ items: [], total: 0 });
    expect(await countUnusual(as('owner'), { principalKey: toPrincipalKey(root.id) })).toBe(3);
    expect(await countUnusual(as('auditor'), { principalKey: toPrincipalKey(root.id) })).toBe(6);
    expect(await countUnusual(as('auditor'), { secretId: names.other.id })).toBe(3);
  });

  it('say what the ledger lacks to those alone who read it there', async () => {
    const others = PERSONAS.auditor.filter(({ permission }) => permission !== 'ledger.read');
    const rules = async (environments: string[]) => {
      const reading = { permission: 'ledger.read', effect: 'allow', where: { environments } } as const;
      return rulesOf(await list(as('auditor', [...others, reading])));
    };
    expect(await rules(['dev'])).not.toContain('outside-ledger prod/payments/db');
    expect(await rules(['prod'])).toContain('outside-ledger prod/payments/db');
  });

  it('are not for who may not read the history', async () => {
    expect(await refusalOf(listUnusual(as('viewer'), unusualQuery.parse({})))).toMatchObject({ code: 'forbidden' });
    expect(await refusalOf(countUnusual(as('viewer'), { secretId: names.payments.id }))).toMatchObject({
      code: 'forbidden',
    });
  });

  it('say since when habits are known, and by which rules', async () => {
    const { learning, rules } = await list(as('auditor'));
    expect(learning.since).toBe(at(45).toISOString().slice(0, 10));
    expect(rules.every(({ on }) => on)).toBe(true);
    const quiet = { ...as('auditor'), config: fixture.with({ rules: ['root'], learningDays: 28 }).config };
    const tuned = await list(quiet);
    expect(tuned.rules.filter(({ on }) => on).map(({ rule }) => rule)).toEqual(['root']);
    expect(tuned.learning.since).toBe(at(31).toISOString().slice(0, 10));
  });
});
