import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EVERYTHING } from '@/lib/domain/grant';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import { decidePage } from '@/lib/sync/inventory/decide-page';
import { toJobData } from '@/lib/sync/queues';
import { ALL, listAll, seededScopes, startSyncFixture, type SyncFixture } from '@/lib/sync/testing/sync-fixture';
import { createHousekeeper } from './keep-house';

let fixture: SyncFixture;
beforeAll(async () => {
  fixture = await startSyncFixture({ local: { secrets: 60, historyDays: 0 } });
});
afterAll(async () => fixture.stop());

const never = new AbortController().signal;
const minutes = (count: number): Date => new Date(Date.now() + count * 60_000);

const asked = (actId: string): NewLedgerEntry => ({
  actId,
  action: 'secret.reveal',
  phase: 'asked',
  actor: { id: 'issuer|ada', name: 'ada', persona: null },
  secret: null,
  reason: 'why',
  code: null,
  requestId: 'r',
  count: 1,
  detail: { mode: 'whole' },
});

it('says of an act without an end that its outcome is unknown, once, and leaves young and ended ones alone', async () => {
  const { ctx } = fixture;
  const { ledger } = ctx.store;
  const [open, young, ended] = [randomUUID(), randomUUID(), randomUUID()];
  await ledger.append(asked(open), minutes(-3));
  await ledger.append(asked(ended), minutes(-3));
  await ledger.append({ ...asked(ended), phase: 'done' }, minutes(-3));
  await ledger.append(asked(young), minutes(-1));
  const keepHouse = createHousekeeper(ctx);
  const data = toJobData('all');
  await keepHouse(data, never);
  await keepHouse(data, never);
  const entries = await ledger.list(EVERYTHING, { limit: 50, beforeSeq: null });
  const phases = (actId: string): string[] =>
    entries.filter((entry) => entry.actId === actId).map(({ phase }) => phase);
  expect(phases(open)).toEqual(['unknown', 'asked']);
  expect(phases(young)).toEqual(['asked']);
  expect(phases(ended)).toEqual(['done', 'asked']);
  expect(entries.find(({ actId, phase }) => actId === open && phase === 'unknown')).toMatchObject({
    actor: { id: 'issuer|ada' },
    reason: 'why',
    detail: { mode: 'whole' },
  });
});

it('enters what is owed to the ledger of a session that ended', async () => {
  const { store } = fixture.ctx;
  const [at, nobody] = [new Date(), { email: null, persona: null, groups: [], claims: {}, authenticatedAt: null }];
  const session = { ...nobody, id: 's', issuer: 'issuer', subject: 'eve', name: 'Eve', revokedAt: null };
  await store.sessions.create({ ...session, createdAt: at, lastSeenAt: at, endsAt: minutes(9) });
  await store.sessions.signOut('s', at, 'r');
  await createHousekeeper(fixture.ctx)(toJobData('all'), never);
  const entries = await store.ledger.list(EVERYTHING, { actor: 'issuer|eve', limit: 9, beforeSeq: null });
  expect(entries).toMatchObject([{ action: 'session.end', detail: { signedOut: true }, requestId: 'r' }]);
});

it('lets a verdict age: what was due becomes overdue without AWS', async () => {
  const { ctx } = fixture;
  const scope = seededScopes[0];
  if (!scope) throw new Error('no scope');
  const decided = await decidePage(ctx, scope, await listAll(ctx, scope), ctx.now());
  const listing = await ctx.store.inventory.startListing(scope.id, ctx.now());
  await ctx.store.inventory.applyPage(listing, decided);
  await ctx.store.inventory.finishListing(listing, ctx.now());
  const planned = decided.find(({ rotation }) => rotation.state === 'healthy' && rotation.recheckAt !== null);
  if (!planned?.secret.nextRotationAt) throw new Error('no secret with a next rotation');
  const later = new Date(planned.secret.nextRotationAt.getTime() + 1_000);
  const aged = { ...ctx, now: () => later };
  const next = await createHousekeeper(aged)(toJobData('all'), never);
  expect(next).toEqual({ afterSeconds: 60, doneOn: later.toISOString().slice(0, 10) });
  const row = await ctx.store.inventory.find(ALL, planned.id, later);
  expect(row?.rotation).toMatchObject({
    state: 'overdue',
    reason: expect.stringMatching(/AWS was last asked before that, /),
  });
  // Nobody has seen yet that AWS did not: it is asked, and nobody told.
  expect((await ctx.store.changes.due(scope.id, later, 500)).map(({ ref }) => ref)).toContain(planned.secret.arn);
  const told = async () => (await ctx.store.notifications.rotationTroubles(500)).map(({ secret }) => secret.id);
  expect(await told()).not.toContain(planned.id);
  await ctx.store.inventory.applyDescribed({
    ...planned,
    rotation: row?.rotation ?? planned.rotation,
    observedAt: later,
  });
  expect(await told()).toContain(planned.id);
});
