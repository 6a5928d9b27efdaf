import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secretAccessQuery } from '@/lib/contract/access';
import { beginReviewInput, reviewDetail, reviewReadersQuery } from '@/lib/contract/reviews';
import { addDays } from '@/lib/domain/day';
import { MOST_OPEN } from '@/lib/domain/review/review';
import type { Context } from '@/lib/domain/ports/context';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import {
  begin,
  csvOf,
  keyOf,
  listed,
  mark,
  markAll,
  period,
  readersOf,
  REVIEWED_DAYS,
  reviewerOf,
  sign,
} from '@/lib/services/testing/reviewing';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { makeEvent, makePrincipal, ok } from '@/lib/store/testing/make-event';
import { beginReview } from './begin-review';
import { discardReview } from './discard-review';
import { getReview } from './get-review';
import { listReviewReaders } from './list-review-readers';
import { listSecretAccess } from './list-secret-access';

let world: ServicesWorld;
let admin: Context;
beforeAll(async () => {
  world = await startServicesWorld({ local: { historyDays: REVIEWED_DAYS } });
  await world.readHistory();
  admin = world.as('admin');
}, 180_000);
afterAll(() => world.stop());

describe('a review', () => {
  it('of a secret has the readers that its page has, with their reads, and what of the period is covered', async () => {
    const { id } = await world.row('prod/payments/db');
    const review = await begin(admin, { secret: id });
    expect(review).toMatchObject({ state: 'open', begunBy: 'admin@example.com', secrets: 1, mayMark: true });
    expect(review.subject).toMatchObject({
      secret: { id, name: 'prod/payments/db' },
      service: null,
      environment: null,
    });
    expect(review.coverage.length).toBeGreaterThan(0);
    expect(review.coverage.every(({ from, to }) => from >= period().from && to <= review.begunAt)).toBe(true);
    const asked = secretAccessQuery.parse({ from: `${period().from}T00:00:00Z` });
    const { readers } = await listSecretAccess(admin, { id, query: asked });
    const reviewed = await readersOf(admin, review.id);
    expect(readers.length).toBeGreaterThan(1);
    expect(review.readers).toBe(reviewed.length);
    expect(new Set(reviewed.map(({ principal }) => principal.id))).toEqual(
      new Set(readers.map(({ principal }) => principal.id)),
    );
    for (const { principal, reads, lastAt } of readers) {
      const mine = reviewed.filter((one) => one.principal.id === principal.id);
      expect(mine.reduce((sum, one) => sum + one.reads, 0)).toBe(reads);
      expect(
        mine
          .map((one) => one.lastAt)
          .toSorted()
          .at(-1),
      ).toBe(lastAt);
    }
    expect(reviewed.every(({ since, verdict, revision }) => since === 0 && verdict === null && revision === 0)).toBe(
      true,
    );
    // Pages of one are the same list, people first.
    const pages = [];
    let cursor: string | undefined;
    do {
      const query = reviewReadersQuery.parse({ limit: 1, ...(cursor && { cursor }) });
      const page = await listReviewReaders(admin, { ...query, id: review.id });
      pages.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(pages).toEqual(reviewed);
  });

  it('of a service in an environment is of each secret that a list of them shows', async () => {
    const review = await begin(admin, { service: 'payments', environment: 'prod' });
    const { items } = await world.ctx.store.inventory
      .list(
        { inventory: { allow: [{}], deny: [] }, history: { allow: [{}], deny: [] } },
        {
          filter: { service: ['payments'], env: ['prod'], pending: 'include' },
          sort: 'name',
          order: 'asc',
          limit: 200,
          after: null,
          now: new Date(),
        },
      )
      .then((rows) => ({ items: rows }));
    expect(items.length).toBeGreaterThan(1);
    expect(review.secrets).toBe(items.length);
    const named = (await readersOf(admin, review.id, { limit: 200 })).flatMap(({ most }) => most.map(({ id }) => id));
    expect(named.length).toBeGreaterThan(0);
    expect(named.every((id) => items.some((item) => item.id === id))).toBe(true);
  });

  it('stays as it was begun: what is read later is told beside it', async () => {
    const { id, arn, scopeId } = await world.row('prod/payments/db');
    const review = await begin(admin, { secret: id });
    const before = await readersOf(admin, review.id);
    const known = before[0];
    if (!known) throw new Error('somebody reads it');
    const at = new Date(Date.now() - 60_000);
    const of = { secretId: arn, at, accountId: scopeId.slice(0, 12) };
    const principal = { ...known.principal, id: known.principal.arn, type: 'role' as const };
    await world.ctx.store.history.applyEvents({
      scopeId,
      records: [
        ok(makeEvent({ ...of, eventId: 'later-1', principal, actorKind: known.actorKind })),
        ok(makeEvent({ ...of, eventId: 'later-2', principal: makePrincipal('came-later') })),
      ],
      covered: null,
      at: new Date(),
    });
    const after = await readersOf(admin, review.id);
    expect(after).toEqual(before.map((one, index) => (index === 0 ? { ...one, since: 1 } : one)));
    expect(await getReview(admin, { id: review.id })).toMatchObject({ newReaders: 1, readers: before.length });
  });

  it('tells of a reader within its period that became known later', async () => {
    const { id, arn, scopeId } = await world.row('prod/payments/db');
    const review = await begin(admin, { secret: id, to: addDays(period().to, -1) });
    const { newReaders } = await getReview(admin, review);
    const at = new Date(`${period().from}T12:00:00Z`);
    const of = { secretId: arn, at, accountId: scopeId.slice(0, 12) };
    const record = ok(makeEvent({ ...of, eventId: 'backfilled', principal: makePrincipal('was-there') }));
    await world.ctx.store.history.applyEvents({ scopeId, records: [record], covered: null, at: new Date() });
    expect(await getReview(admin, review)).toMatchObject({ newReaders: newReaders + 1 });
    await discardReview(admin, review);
  });

  it.each([
    [{ secret: 'AAAAAAAAAAAAAAAAAAAAAA' }, 'not_found'],
    [{ service: 'nothing-of-that-name' }, 'not_found'],
    [{ environment: 'prod', from: '2026-01-02', to: '2026-01-01' }, 'invalid'],
    [{ environment: 'prod', from: '2020-01-01' }, 'invalid'],
    [{ environment: 'prod', to: '2999-01-01' }, 'invalid'],
  ])('of %j is refused', async (input, code) => {
    expect(await refusalOf(beginReview(admin, beginReviewInput.parse({ ...period(), ...input })))).toMatchObject({
      code,
    });
  });

  it.each([
    {},
    { secret: 'AAAAAAAAAAAAAAAAAAAAAA', service: 'x' },
    { service: 'x', from: '0000-01-01' },
    { service: '' },
  ])('of %j is not understood', (input) =>
    expect(beginReviewInput.safeParse({ ...period(), ...input }).success).toBe(false),
  );

  it('is one of fifty that a person has open, also where more are begun at once', async () => {
    const eager = world.as('admin', { id: 'eager' });
    const { id } = await world.row('prod/payments/db');
    const all = await Promise.allSettled(Array.from({ length: MOST_OPEN + 8 }, () => begin(eager, { secret: id })));
    const begun = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(begun).toHaveLength(MOST_OPEN);
    expect(await world.ctx.store.reviews.countOpen('eager')).toBe(MOST_OPEN);
    expect(await refusalOf(begin(eager, { secret: id }))).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`${MOST_OPEN} open reviews`),
    });
    for (const one of begun) await discardReview(eager, one);
  });

  it('needs review.sign, and the history', async () => {
    const { id } = await world.row('prod/payments/db');
    const input = beginReviewInput.parse({ ...period(), secret: id });
    expect(await refusalOf(beginReview(world.as('operator'), input))).toMatchObject({
      code: 'forbidden',
      refused: 'review.sign',
    });
    const blind = world.as('admin', {
      grants: admin.actor.grants.filter(({ permission }) => permission !== 'history.read'),
    });
    expect(await refusalOf(beginReview(blind, input))).toMatchObject({ code: 'forbidden', refused: 'history.read' });
  });
});

describe('of a review that somebody else began', () => {
  it('one sees the part that one sees, and signs only what one sees all of', async () => {
    const review = await begin(admin, { environment: 'prod' });
    const whole = await markAll(admin, review.id, 'unexpected');
    const owner = reviewerOf(world, { tag: { key: 'team', value: 'payments' } });
    const part = reviewDetail.parse(await getReview(owner, review));
    expect(part).toMatchObject({ mayMark: false, marks: null });
    expect(part.secrets).toBeLessThan(whole.secrets);
    expect(part.readers).toBeLessThan(whole.readers);
    expect(part.scopes.length).toBeLessThanOrEqual(whole.scopes.length);
    const mine = await readersOf(owner, review.id, { limit: 200 });
    expect(mine.length).toBe(part.readers);
    const all = await readersOf(admin, review.id, { limit: 200 });
    const own = await begin(owner, { environment: 'prod' });
    const ownReaders = await readersOf(owner, own.id, { limit: 200 });
    const told = (readers: typeof mine) =>
      readers.map(({ principal, actorKind, reads, secrets, most, firstOn, lastAt }) => ({
        arn: principal.arn,
        actorKind,
        reads,
        secrets,
        most,
        firstOn,
        lastAt,
      }));
    expect(told(mine)).toEqual(told(ownReaders));
    expect(all.length).toBeGreaterThan(mine.length);
    const attempts = [
      () => mark(owner, review.id, { readers: mine.slice(0, 1).map(keyOf), verdict: 'expected' }),
      () => sign(owner, whole),
      () => discardReview(owner, review),
    ];
    for (const attempt of attempts) expect(await refusalOf(attempt())).toMatchObject({ code: 'forbidden' });
    expect(await refusalOf(getReview(reviewerOf(world, { namePrefix: 'none/' }), review))).toMatchObject({
      code: 'not_found',
    });
    expect((await listed(reviewerOf(world, { namePrefix: 'none/' }))).counts).toEqual({
      open: 0,
      overdue: 0,
      signed: 0,
      toDo: 0,
    });
    const lines = await csvOf(owner, review.id);
    expect(lines.length - 1).toBe(mine.reduce((sum, { secrets }) => sum + secrets, 0));
    expect(lines.slice(1).every((line) => line.includes('payments'))).toBe(true);
    await discardReview(owner, own);
  });

  it('of a secret that one does not see, nothing is there', async () => {
    const review = await begin(admin, { secret: (await world.row('prod/payments/db')).id });
    const others = reviewerOf(world, { namePrefix: 'staging/' });
    expect(await refusalOf(getReview(others, review))).toMatchObject({ code: 'not_found' });
    expect(await refusalOf(readersOf(others, review.id))).toMatchObject({ code: 'not_found' });
    expect(await refusalOf(csvOf(others, review.id))).toMatchObject({ code: 'not_found' });
    expect((await listed(others, { limit: 200 })).items.map(({ id }) => id)).not.toContain(review.id);
  });
});
