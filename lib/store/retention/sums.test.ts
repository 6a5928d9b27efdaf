import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AccessEvent, ActionClass } from '@/lib/domain/event-record';
import { connect } from '@/lib/store/connect';
import { redoRollUp } from '@/lib/store/history/roll-up';
import { makeEvent, makePrincipal } from '@/lib/store/testing/make-event';
import { daysAgo } from '@/lib/store/testing/make-secret';
import { ALL, applyListing, startTestStore } from '@/lib/store/testing/test-store';
import { a, apply, b, deleteAll, dumpSums, late, other, scope } from './testing/retention-world';

const PRINCIPALS = ['p1', 'p2', 'p3'].map((name) => makePrincipal(name));
const event: fc.Arbitrary<AccessEvent> = fc
  .record({
    secretId: fc.constantFrom('a', 'b', 'late', 'nobody', a.secret.arn),
    principal: fc.constantFrom(...PRINCIPALS),
    actorKind: fc.constantFrom('person' as const, 'workload' as const),
    actionClass: fc.constantFrom<ActionClass>('read', 'read', 'read', 'list', 'change'),
    outcome: fc.constantFrom('success' as const, 'success' as const, 'denied' as const, 'failed' as const),
    at: fc.integer({ min: 0, max: 8 * 24 }).map((hours) => new Date(daysAgo(404).getTime() + hours * 3_600_000)),
  })
  .map((given) => makeEvent(given));

type Step = { apply: number[] } | { before: number; action: ActionClass } | 'list' | 'redo';

it('a history of which events were deleted has the same sums as one of which none were', async () => {
  const plan = fc.record({
    events: fc.array(event, { minLength: 5, maxLength: 40 }),
    order: fc.infiniteStream(fc.nat()),
    pages: fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat(8), fc.constantFrom<ActionClass>('read', 'list')), {
      minLength: 2,
      maxLength: 8,
    }),
    listAt: fc.nat(7),
  });
  await fc.assert(
    fc.asyncProperty(plan, async ({ events, order, pages, listAt }) => {
      const places = events.map((_, index) => ({ index, by: order.next().value })).toSorted((x, y) => x.by - y.by);
      const shuffled = places.map(({ index }) => index);
      const steps: Step[] = [];
      let given = 0;
      for (const [index, [size, before, action]] of pages.entries()) {
        const page = shuffled.slice(given, given + size);
        given += size;
        const again = Array.from({ length: 4 }, () => shuffled[order.next().value % Math.max(1, given)] ?? 0);
        steps.push({ apply: [...page, ...again.filter((one) => shuffled.indexOf(one) < given)] }, { before, action });
        if (index === listAt) steps.push('list');
        if (index % 3 === 2) steps.push('redo');
      }
      steps.push({ apply: shuffled.slice(given) }, { before: 8, action: 'read' }, { apply: shuffled }, 'list', 'redo');
      const sums = await Promise.all([play(events, steps, false), play(events, steps, true)]);
      expect(sums[1].dumped).toEqual(sums[0].dumped);
      expect(sums[1].reads).toBeLessThanOrEqual(sums[0].reads);
    }),
    { numRuns: 15, seed: 56 },
  );
}, 240_000);

/** No day is deleted of which something has not come yet: what comes later is said not to be taken. */
async function play(events: readonly AccessEvent[], steps: readonly Step[], deletes: boolean) {
  const store = await startTestStore([scope, other]);
  const { db, close } = connect({ databaseUrl: store.database.appUrl });
  try {
    await applyListing(store.store, scope.id, [a, b]);
    const come = new Set<number>();
    for (const step of steps) {
      if (step === 'list') {
        await applyListing(store.store, scope.id, [late]);
        await store.store.history.resolvePending(scope.id);
      } else if (step === 'redo') {
        const days = events.map(({ at }) => at.toISOString().slice(0, 10));
        const all = [a, b, late].flatMap((one) => days.map((day) => ({ secretId: one.id, day })));
        await db.transaction((tx) => redoRollUp(tx, all));
      } else if ('apply' in step) {
        for (const index of step.apply) come.add(index);
        await apply(
          store,
          step.apply.flatMap((index) => events[index] ?? []),
        );
      } else if (deletes) {
        const missing = events.filter((_, index) => !come.has(index)).map(({ at }) => at.getTime());
        const first = Math.min(...missing, daysAgo(404).getTime() + step.before * 86_400_000);
        await deleteAll(db, new Date(Math.floor(first / 86_400_000) * 86_400_000), step.action, 3);
      }
    }
    const left = await store.store.history.listEvents(ALL, { filter: { action: ['read'] }, limit: 500, after: null });
    return { dumped: await dumpSums(store), reads: left.length };
  } finally {
    await close();
    await store.stop();
  }
}
