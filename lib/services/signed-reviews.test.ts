import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveReaderInput, unexpectedList, unexpectedQuery, type ReviewDetail } from '@/lib/contract/reviews';
import { addDays, dayOf } from '@/lib/domain/day';
import type { Context } from '@/lib/domain/ports/context';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import {
  begin,
  csvOf,
  keyOf,
  listed,
  mark,
  markAll,
  readersOf,
  REVIEWED_DAYS,
  reviewerOf,
  sign,
} from '@/lib/services/testing/reviewing';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { applyListing } from '@/lib/store/testing/test-store';
import { readInventory } from '@/lib/sync/testing/sync-fixture';
import { discardReview } from './discard-review';
import { getReview } from './get-review';
import { listUnexpected } from './list-unexpected';
import { sightOf } from './parts/authorize';
import { resolveReader } from './resolve-reader';

let world: ServicesWorld;
let admin: Context;
beforeAll(async () => {
  world = await startServicesWorld({ local: { historyDays: REVIEWED_DAYS } });
  await world.readHistory();
  admin = world.as('admin');
}, 180_000);
afterAll(() => world.stop());

const toDo = async (ctx: Context, query: object = {}) =>
  unexpectedList.parse(await listUnexpected(ctx, unexpectedQuery.parse(query))).items;
/** Time as it will be. */
const inDays = (ctx: Context, days: number): Context => ({
  ...ctx,
  now: () => new Date(Date.now() + days * 86_400_000),
});
describe('marks and the sign-off', () => {
  it('are of what was seen: who marked meanwhile is not overwritten, and nobody signs over it', async () => {
    const { id } = await world.row('prod/payments/db');
    const review = await begin(admin, { secret: id });
    const readers = await readersOf(admin, review.id);
    expect(await refusalOf(sign(admin, review))).toMatchObject({
      code: 'conflict',
      message: `Not signed: ${readers.length} readers are not marked.`,
    });
    const [first, ...rest] = readers.map(keyOf);
    const marked = await mark(admin, review.id, { readers: [first], verdict: 'unexpected', note: ' who is this? ' });
    expect(marked).toMatchObject({ unexpected: 1, expected: 0, state: 'open' });
    // The same again is of what was seen before.
    expect(await refusalOf(mark(admin, review.id, { readers: [first, ...rest], verdict: 'expected' }))).toMatchObject({
      code: 'conflict',
    });
    expect((await readersOf(admin, review.id, { verdict: ['unmarked'] })).length).toBe(rest.length);
    const whole = await mark(admin, review.id, { readers: rest, verdict: 'expected' });
    expect(await refusalOf(sign(admin, review))).toMatchObject({ message: expect.stringContaining('somebody marked') });
    const [unexpected] = await readersOf(admin, review.id, { verdict: ['unexpected'] });
    expect(unexpected).toMatchObject({ note: 'who is this?', markedBy: 'admin@example.com', revision: 1 });
    const signed = await sign(admin, whole, { nextOn: addDays(dayOf(new Date()), 7) });
    expect(signed).toMatchObject({
      state: 'signed',
      signedBy: 'admin@example.com',
      nextOn: addDays(dayOf(new Date()), 7),
    });
    // What is signed stays.
    for (const late of [
      () => mark(admin, review.id, { readers: [{ ...first, seen: 1 }], verdict: 'expected' }),
      () => sign(admin, signed),
      () => discardReview(admin, { id: review.id }),
    ])
      expect(await refusalOf(late())).toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('was signed'),
      });
    const entries = (await world.ledger()).filter(({ detail }) => detail['review'] === review.id);
    expect(entries.map(({ action, phase }) => `${action} ${phase}`)).toEqual([
      'review.begin asked',
      'review.begin done',
      'review.sign asked',
      'review.sign done',
    ]);
    expect(entries.at(-1)).toMatchObject({
      secret: { name: 'prod/payments/db' },
      detail: {
        readers: readers.length,
        unexpected: 1,
        expected: rest.length,
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    });
  });

  it('two at once: one of both signs', async () => {
    const review = await begin(admin, { secret: (await world.row('prod/payments/db')).id });
    const whole = await markAll(admin, review.id);
    const done = await Promise.allSettled([sign(admin, whole), sign(admin, whole)]);
    expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it.each([{ nextOn: '2020-01-01' }, { nextOn: '2999-01-01' }])('the next one cannot be on %j', async (next) => {
    const review = await begin(admin, { secret: (await world.row('prod/payments/db')).id });
    const whole = await markAll(admin, review.id);
    expect(await refusalOf(sign(admin, whole, next))).toMatchObject({
      code: 'invalid',
      errors: [{ pointer: '/nextOn' }],
    });
    await discardReview(admin, review);
    expect(await refusalOf(getReview(admin, review))).toMatchObject({ code: 'not_found' });
  });

  it('a review is overdue the day after its next one was, until one that covers as much is signed', async () => {
    const subject = { environment: 'staging' };
    const first = await sign(admin, await markAll(admin, (await begin(admin, subject)).id), { nextInDays: 30 });
    const later = inDays(admin, 31);
    expect((await getReview(inDays(admin, 30), first)).state).toBe('signed');
    expect((await getReview(later, first)).state).toBe('overdue');
    expect((await listed(later, { state: ['overdue'] })).items.map(({ id }) => id)).toContain(first.id);
    // Of a part of it, by somebody who sees no more: the whole stays due.
    const part = reviewerOf(world, { namePrefix: 'staging/payments/' });
    const narrow = await begin(part, subject);
    expect(narrow.secrets).toBeLessThan(first.secrets);
    await sign(part, await markAll(part, narrow.id), { nextInDays: 365 });
    expect((await getReview(later, first)).state).toBe('overdue');
    const second = await sign(admin, await markAll(admin, (await begin(admin, subject)).id), { nextInDays: 365 });
    expect(await getReview(later, first)).toMatchObject({ state: 'signed', followedBy: second.id });
    expect((await listed(later, { state: ['overdue'] })).items.map(({ id }) => id)).not.toContain(first.id);
  });

  it('one that was discarded or unmarked a moment before is said to be so, and is not signed', async () => {
    const { reviews } = admin.store;
    /** What somebody else does between the look at a review and what is done with it. */
    const after = (meanwhile: () => Promise<unknown>): Context => ({
      ...admin,
      store: {
        ...admin.store,
        reviews: {
          ...reviews,
          mark: async (...given) => (await meanwhile(), reviews.mark(...given)),
          sign: async (...given) => (await meanwhile(), reviews.sign(...given)),
          discard: async (...given) => (await meanwhile(), reviews.discard(...given)),
        },
      },
    });
    const secret = (await world.row('prod/payments/db')).id;
    for (const act of [
      (ctx: Context, review: ReviewDetail, seen: object[]) =>
        mark(ctx, review.id, { readers: seen, verdict: 'unexpected' }),
      (ctx: Context, review: ReviewDetail) => sign(ctx, review),
      (ctx: Context, review: ReviewDetail) => discardReview(ctx, review),
    ]) {
      const review = await markAll(admin, (await begin(admin, { secret })).id);
      const seen = (await readersOf(admin, review.id)).map(keyOf);
      const discarded = after(() => discardReview(admin, review));
      expect(await refusalOf(Promise.resolve(act(discarded, review, seen)))).toMatchObject({ code: 'not_found' });
    }
    // The marks are those that are signed, and one is missing.
    const whole = await markAll(admin, (await begin(admin, { secret })).id);
    const readers = (await readersOf(admin, whole.id, { limit: 1 })).map(keyOf);
    const unmarked = after(() => Promise.resolve());
    unmarked.store.reviews.sign = async (id, given) => {
      const { marks } = await mark(admin, id, { readers, verdict: null });
      return reviews.sign(id, { ...given, marks: marks ?? '' });
    };
    expect(await refusalOf(sign(unmarked, whole))).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('a reader is not marked any more'),
    });
    await discardReview(admin, whole);
  });
});

describe('unexpected readers', () => {
  it('are a list to act on until they were dealt with, each with an entry in the ledger', async () => {
    const review = await begin(admin, { secret: (await world.row('prod/payments/db')).id });
    const { id } = await markAll(admin, review.id, 'unexpected');
    const mine = async (done: 'true' | 'false') =>
      (await toDo(admin, { done, limit: 200 })).filter((one) => one.review.id === id);
    const open = await mine('false');
    expect(open.length).toBe(review.readers);
    const { toDo: before } = (await listed(admin)).counts;
    const [one] = open;
    if (!one) throw new Error('somebody reads it');
    const key = keyOf(one);
    const input = resolveReaderInput.parse({ ...key, done: true, note: 'access was taken away' });
    expect(await resolveReader(admin, { ...input, id })).toMatchObject({ done: 1 });
    expect((await mine('true'))[0]).toMatchObject({
      doneNote: 'access was taken away',
      doneBy: 'admin@example.com',
      mayResolve: true,
    });
    expect((await listed(admin)).counts.toDo).toBe(before - 1);
    expect((await world.ledger()).at(-1)).toMatchObject({
      action: 'review.resolve',
      phase: 'done',
      detail: { principal: one.principal.arn, done: true },
    });
    await resolveReader(admin, { ...input, seen: key.seen + 1, done: false, id });
    expect((await mine('true')).length).toBe(0);
    // Who is expected after all is nothing to act on.
    await mark(admin, id, { readers: [{ ...key, seen: key.seen + 2 }], verdict: 'expected' });
    expect(await refusalOf(resolveReader(admin, { ...input, seen: key.seen + 3, id }))).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('not marked as unexpected'),
    });
    // Pages of two are the same list.
    const pages = [];
    let cursor: string | undefined;
    do {
      const page = await listUnexpected(admin, unexpectedQuery.parse({ limit: 2, ...(cursor && { cursor }) }));
      pages.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(pages).toEqual(await toDo(admin, { limit: 200 }));
  });

  it('are dealt with as they were seen: what somebody said first stays, also where the note is mended', async () => {
    const { id } = await begin(admin, { secret: (await world.row('prod/payments/db')).id });
    await markAll(admin, id, 'unexpected');
    const only = async () => {
      const [reader] = await readersOf(admin, id);
      if (!reader) throw new Error('somebody reads it');
      return reader;
    };
    const seen = keyOf(await only());
    const resolve = (note: string) =>
      resolveReader(admin, { ...resolveReaderInput.parse({ ...seen, done: true, note }), id });
    await resolve('by the first');
    // Alike where the second saw it before, and where both were under way at once.
    expect(await refusalOf(resolve('by the second'))).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Somebody marked this reader or said what became of it'),
    });
    const key = { principalKey: seen.principal, actorKind: seen.actorKind, seen: seen.seen };
    expect(await admin.store.reviews.resolve(id, key, { at: new Date(), by: 'second', note: null })).toBe(false);
    expect(await only()).toMatchObject({ doneNote: 'by the first' });
    // Whoever mends the note without having seen that it was dealt with is told.
    const mend = { verdict: 'unexpected', note: 'mended' };
    expect(await refusalOf(mark(admin, id, { readers: [seen], ...mend }))).toMatchObject({ code: 'conflict' });
    await mark(admin, id, { readers: [keyOf(await only())], ...mend });
    expect(await only()).toMatchObject({ note: 'mended', doneNote: 'by the first', doneBy: 'admin@example.com' });
    await mark(admin, id, { readers: [keyOf(await only())], verdict: 'expected' });
    await mark(admin, id, { readers: [keyOf(await only())], ...mend });
    expect(await only()).toMatchObject({ doneAt: null, doneBy: null, doneNote: null });
  });

  it('and notes are no formula in a spreadsheet', async () => {
    const review = await begin(admin, { secret: (await world.row('prod/payments/db')).id });
    await mark(admin, review.id, {
      readers: (await readersOf(admin, review.id)).map(keyOf),
      verdict: 'expected',
      note: '=1+1',
    });
    const lines = await csvOf(admin, review.id);
    expect(lines.slice(1).every((line) => line.includes(`"'=1+1"`))).toBe(true);
    expect((await world.ledger()).at(-1)).toMatchObject({ action: 'history.read', phase: 'noted' });
  });
});

it('a review of what was removed from AWS is not overdue: no next one can be begun', async () => {
  const secret = (await readInventory(world.ctx)).find(({ name }) => name.startsWith('staging/'));
  if (!secret) throw new Error('the seed has some');
  const review = await sign(admin, await markAll(admin, (await begin(admin, { secret: secret.id })).id));
  const later = inDays(admin, 91);
  const overdue = async () => (await listed(later, { state: ['overdue'], limit: 200 })).items.map(({ id }) => id);
  expect(await getReview(later, review)).toMatchObject({ state: 'overdue', isThere: true });
  expect(await overdue()).toContain(review.id);
  const before = (await listed(later)).counts;
  for (const { id } of world.scopes) await applyListing(world.ctx.store, id, [], new Date());
  expect(await getReview(later, review)).toMatchObject({ state: 'signed', isThere: false });
  expect(await overdue()).toEqual([]);
  const { counts } = await listed(later);
  expect(counts).toMatchObject({ overdue: 0, signed: before.signed + before.overdue });
  expect(await later.store.reviews.countOverdue(sightOf(later), later.now())).toBe(0);
});
