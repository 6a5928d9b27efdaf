import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unusualList, unusualQuery, type UnusualList } from '@/lib/contract/unusual';
import { dismissFindingsInput, findingsChanged, reopenFindingsInput } from '@/lib/contract/unusual-dismissals';
import { EVERYTHING, PERSONAS, type Grant, type Persona } from '@/lib/domain/grant';
import type { Principal } from '@/lib/domain/event-record';
import type { Context } from '@/lib/domain/ports/context';
import { toPrincipalKey } from '@/lib/domain/secret-id';
import { actorAs } from '@/lib/services/testing/actor-as';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { withClient } from '@/lib/store/migrate/with-client';
import { makeEvent, makePrincipal } from '@/lib/store/testing/make-event';
import { at, startUnusualFixture, type UnusualFixture } from '@/lib/sync/unusual/testing/unusual-fixture';
import { countUnusual } from './count-unusual';
import { dismissFindings } from './dismiss-findings';
import { listUnusual } from './list-unusual';
import { reopenFindings } from './reopen-findings';

const REASON = 'the <b>break-glass</b> drill of Friday';
const root: Principal = { id: 'root of 111122223333', type: 'root', accountId: '111122223333', label: 'root' };
const ABSENT = 'A'.repeat(22);

let fixture: UnusualFixture;
beforeAll(async () => {
  fixture = await startUnusualFixture();
  await fixture.cover(60);
  const payments = fixture.secret('prod/payments/db', { tags: { team: 'payments' } });
  const other = fixture.secret('prod/other/db');
  const many = Array.from({ length: 12 }, (_, index) => fixture.secret(`dev/many/${index}`, { environment: 'dev' }));
  await fixture.list(payments, other, ...many);
  const read = (of: typeof payments, days: number, by: Principal, change: object = {}) =>
    makeEvent({ secretId: of.secret.arn, at: at(days), principal: by, actorKind: 'person', ...change });
  await fixture.store([
    ...[3, 4].flatMap((days) => [read(payments, days, root), read(other, days, root)]),
    read(payments, 2, makePrincipal('dashboard'), { actorKind: 'this-dashboard', requestId: 'unknown-to-the-ledger' }),
    ...many.map((one) => read(one, 6, makePrincipal('scanner'), { actorKind: 'workload' })),
  ]);
  await fixture.judge();
});
afterAll(() => fixture.stop());
beforeEach(() =>
  withClient(fixture.database.superuserUrl, async (client) => {
    await client.query(`truncate keyledger.unusual_dismissal, keyledger.ledger, keyledger.refusal_fold;
      update keyledger.ledger_head set seq = 0, hash = repeat('0', 64)`);
  }),
);

const as = (persona: Persona, grants: readonly Grant[] = PERSONAS[persona]): Context => ({
  ...fixture.ctx,
  actor: actorAs(persona, { grants: [...grants] }),
  requestId: 'request-of-test',
});
const list = async (ctx: Context, query: object = {}): Promise<UnusualList> =>
  unusualList.parse(await listUnusual(ctx, unusualQuery.parse(query)));
const all = (ctx: Context) => list(ctx, { state: 'all' });
const dismiss = async (ctx: Context, ids: readonly string[], reason = REASON) =>
  findingsChanged.parse(await dismissFindings(ctx, dismissFindingsInput.parse({ ids, reason })));
const reopen = async (ctx: Context, ids: readonly string[], reason?: string) =>
  findingsChanged.parse(await reopenFindings(ctx, reopenFindingsInput.parse({ ids, ...(reason && { reason }) })));
const entries = async () =>
  (await fixture.ctx.store.ledger.list(EVERYTHING, { limit: 500, beforeSeq: null })).toReversed();
/** The finding that is there of the rule and the secret, the newest. */
async function idOf(rule: string, secret: string | null): Promise<string> {
  const found = (await all(as('auditor'))).items.find(
    (one) => one.rule === rule && (one.secret?.name ?? null) === secret,
  );
  if (!found) throw new Error(`${rule} of ${secret} is found`);
  return found.id;
}

describe('a dismissed finding', () => {
  it('is listed with who, when and why where it is asked for, and counted nowhere else', async () => {
    const ctx = as('auditor');
    const id = await idOf('root', 'prod/payments/db');
    const before = await list(ctx);
    expect(before).toMatchObject({ total: 6, counts: { open: 6, dismissed: 0 }, mayDismiss: true });
    expect(await dismiss(ctx, [id])).toEqual({ changed: 1, same: 0, gone: 0 });
    const open = await list(ctx);
    expect(open).toMatchObject({ total: 5, counts: { open: 5, dismissed: 1 } });
    expect(open.items).toEqual(before.items.filter((one) => one.id !== id));
    const dismissed = await list(ctx, { state: 'dismissed' });
    expect(dismissed).toMatchObject({ total: 1, counts: { open: 5, dismissed: 1 } });
    expect(dismissed.items).toEqual([
      {
        ...before.items.find((one) => one.id === id),
        dismissal: { at: at(0).toISOString(), by: ctx.actor.name, reason: REASON, count: 1 },
      },
    ]);
    const whole = await all(ctx);
    expect(whole.total).toBe(6);
    expect(whole.items.map((one) => one.id)).toEqual(before.items.map((one) => one.id));
    // Of another filter the numbers are its own.
    expect((await list(ctx, { rule: ['many-secrets'] })).counts).toEqual({ open: 1, dismissed: 0 });
    expect(await countUnusual(ctx, { principalKey: toPrincipalKey(root.id) })).toBe(3);
  });

  it('is reopened, and stands in the ledger with person and reason both times', async () => {
    const ctx = as('auditor');
    const id = await idOf('root', 'prod/payments/db');
    await dismiss(ctx, [id]);
    expect(await reopen(ctx, [id], 'it was no drill')).toEqual({ changed: 1, same: 0, gone: 0 });
    expect(await list(ctx)).toMatchObject({ total: 6, counts: { open: 6, dismissed: 0 } });
    expect(await entries()).toMatchObject(
      [
        ['unusual.dismiss', 'asked', REASON],
        ['unusual.dismiss', 'done', REASON],
        ['unusual.reopen', 'asked', 'it was no drill'],
        ['unusual.reopen', 'done', 'it was no drill'],
      ].map(([action, phase, reason]) => ({
        action,
        phase,
        reason,
        actor: { name: ctx.actor.name },
        secret: { name: 'prod/payments/db', tags: { team: 'payments' } },
        detail: { finding: id, rule: 'root', principal: root.id, what: expect.stringMatching(/^Root: root, 20/) },
      })),
    );
    await dismiss(ctx, [id]);
    expect(await reopen(ctx, [id])).toMatchObject({ changed: 1 });
    expect((await entries()).at(-1)).toMatchObject({ action: 'unusual.reopen', reason: null });
  });
});

describe('several at once', () => {
  it('are one act of which each has an entry, and what was dismissed before keeps its reason', async () => {
    const ctx = as('auditor');
    const ids = (await all(ctx)).items.map(({ id }) => id);
    const [first = '', second = ''] = ids;
    await dismiss(as('admin'), [first], 'seen before all others');
    expect(await dismiss(ctx, [...ids, ABSENT])).toEqual({ changed: 5, same: 1, gone: 1 });
    const { items } = await list(ctx, { state: 'dismissed' });
    expect(items.map(({ id, dismissal }) => [id, dismissal?.reason])).toEqual(
      ids.map((id) => [id, id === first ? 'seen before all others' : REASON]),
    );
    const told = (await entries()).filter(({ reason }) => reason === REASON);
    expect(told.map(({ phase, secret, detail }) => [phase, secret?.name ?? null, detail.ofMany ?? false])).toEqual([
      ['asked', null, false],
      ...told.slice(1, -1).map(({ secret }) => ['done', secret?.name ?? null, true]),
      ['done', null, false],
    ]);
    expect(new Set(told.map(({ actId }) => actId)).size).toBe(1);
    expect(
      told
        .slice(1, -1)
        .map(({ detail }) => String(detail.finding))
        .toSorted(),
    ).toEqual(ids.filter((id) => id !== first).toSorted());
    expect(told.at(-1)?.detail).toMatchObject({ what: '5 unusual reads', changed: 5 });
    expect(await reopen(ctx, [second, ABSENT])).toEqual({ changed: 1, same: 0, gone: 1 });
  });

  it.each([
    ['none', [], 'too_small'],
    ['more than a hundred', Array.from({ length: 101 }, (_, at_) => String(at_).padStart(22, 'B')), 'too_big'],
    ['one twice', [ABSENT, ABSENT], 'custom'],
  ])('are not %s', (_, ids, code) => {
    const { error } = dismissFindingsInput.safeParse({ ids, reason: REASON });
    expect(error?.issues).toMatchObject([{ code, path: ['ids'] }]);
  });
  it.each([
    ['an empty one', ''],
    ['blanks', '   '],
    ['letters that show nothing', '\u3164\u3164\u3164'],
    ['501 characters', 'x'.repeat(501)],
    ['two lines', 'a line\nand another'],
    ['what turns text around', '\u202Ereason'],
  ])('have a reason that is not %s', (_, reason) => {
    const { error } = dismissFindingsInput.safeParse({ ids: [ABSENT], reason });
    expect(error?.issues.map(({ path }) => path)).toContainEqual(['reason']);
  });
});

describe('what another has done already', () => {
  it('is a conflict, of which the ledger knows that it was tried', async () => {
    const ctx = as('auditor');
    const id = await idOf('root', 'prod/payments/db');
    expect(await refusalOf(reopen(ctx, [id]))).toMatchObject({ code: 'conflict' });
    await dismiss(as('admin'), [id]);
    expect(await refusalOf(dismiss(ctx, [id], 'too late'))).toMatchObject({ code: 'conflict' });
    expect((await list(ctx, { state: 'dismissed' })).items).toMatchObject([{ dismissal: { reason: REASON } }]);
    expect((await entries()).filter(({ phase }) => phase === 'refused')).toMatchObject([
      // Alike, and so one entry of the minute: what was tried second is counted with it.
      { action: 'review.sign', code: 'conflict', secret: { name: 'prod/payments/db' } },
    ]);
  });

  it('pressed by many at the same time is one act', async () => {
    const ids = (await all(as('auditor'))).items.map(({ id }) => id);
    const people = Array.from({ length: 8 }, (_, index) => (index % 2 === 0 ? as('admin') : as('auditor')));
    const done = await Promise.allSettled(
      people.map((ctx, index) => dismiss(ctx, index % 3 === 0 ? ids.toReversed() : ids)),
    );
    const changed = done.flatMap((one) => (one.status === 'fulfilled' ? one.value.changed : []));
    expect(changed.reduce((sum, one) => sum + one, 0)).toBe(ids.length);
    const refused = done.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused).toEqual(refused.map(() => expect.objectContaining({ code: 'conflict' })));
    const told = (await entries()).filter(({ detail }) => detail.ofMany);
    expect(told.map(({ detail }) => String(detail.finding)).toSorted()).toEqual(ids.toSorted());
    expect(await fixture.ctx.store.ledger.verify()).toMatchObject({ brokenAt: null });
  });
});

describe('whoever does not see it', () => {
  it('does not find it, changes nothing, and is told nothing of it beside others', async () => {
    const owner = as('owner');
    const hidden = [
      await idOf('root', 'prod/other/db'),
      await idOf('many-secrets', null),
      await idOf('outside-ledger', 'prod/payments/db'),
    ];
    const absent = await refusalOf(dismiss(owner, [ABSENT]));
    for (const id of hidden) {
      const refused = await refusalOf(dismiss(owner, [id]));
      expect([refused.code, refused.message]).toEqual(['not_found', absent.message]);
    }
    const mine = await idOf('root', 'prod/payments/db');
    expect(await dismiss(owner, [mine, ...hidden])).toEqual({ changed: 1, same: 0, gone: 3 });
    await dismiss(as('admin'), hidden);
    expect(await list(owner, { state: 'dismissed' })).toMatchObject({ total: 1, counts: { open: 1, dismissed: 1 } });
    expect(await refusalOf(reopen(owner, hidden))).toMatchObject({ code: 'not_found', refused: 'review.sign' });
    expect(await list(as('admin'))).toMatchObject({ counts: { open: 2, dismissed: 4 } });
  });

  it('or may not sign reviews, or not read the history, is refused', async () => {
    const id = await idOf('root', 'prod/payments/db');
    const without = (permission: string) =>
      as(
        'admin',
        PERSONAS.admin.filter((grant) => grant.permission !== permission),
      );
    for (const ctx of [without('review.sign'), without('history.read'), as('viewer'), as('operator')]) {
      expect(await refusalOf(dismiss(ctx, [id]))).toMatchObject({ code: 'forbidden' });
      expect(await refusalOf(reopen(ctx, [id]))).toMatchObject({ code: 'forbidden' });
    }
    expect(await list(without('review.sign'))).toMatchObject({ total: 6, mayDismiss: false });
  });
});
