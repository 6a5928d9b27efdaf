import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { meView, sessionsList } from '@/lib/contract/system';
import type { Session } from '@/lib/domain/actor';
import { PERMISSION_NAMES } from '@/lib/domain/permission';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { endSession } from './end-session';
import { getMe } from './get-me';
import { listSessions } from './list-sessions';
import { recordRefusal } from './record-refusal';

let world: ServicesWorld;
beforeAll(async () => {
  world = await startServicesWorld({ local: { secrets: 0 }, scopes: [] });
});
afterAll(() => world.stop());

async function signIn(id: string, change: Partial<Session> = {}): Promise<void> {
  const now = new Date();
  await world.ctx.store.sessions.create({
    id,
    issuer: 'https://login.example.com',
    subject: id,
    name: 'Somebody',
    email: `${id}@example.com`,
    persona: null,
    groups: [],
    claims: {},
    authenticatedAt: now,
    createdAt: now,
    lastSeenAt: now,
    endsAt: new Date(now.getTime() + 3_600_000),
    revokedAt: null,
    ...change,
  });
}

describe('sessions', () => {
  it('are listed while they live, with one marked as mine', async () => {
    await signIn('ann');
    await signIn('session-of-admin', { email: null });
    await signIn('gone', { endsAt: new Date(Date.now() - 1) });
    const { items } = sessionsList.parse(await listSessions(world.as('admin')));
    expect(Object.fromEntries(items.map(({ id, name, current }) => [id, { name, current }]))).toEqual({
      ann: { name: 'ann@example.com', current: false },
      'session-of-admin': { name: 'Somebody', current: true },
    });
  });

  it('end at once, in the ledger, and only once', async () => {
    await endSession(world.as('admin'), { id: 'ann' });
    expect(await world.ctx.store.sessions.findLive('ann', new Date(), 3_600)).toBeNull();
    expect((await world.ledger()).map(({ action, phase, detail }) => [action, phase, detail['person']])).toEqual([
      ['session.end', 'asked', 'ann@example.com'],
      ['session.end', 'done', 'ann@example.com'],
    ]);
    expect(await refusalOf(endSession(world.as('admin'), { id: 'ann' }))).toMatchObject({ code: 'not_found' });
  });

  it('are not listed or ended by anybody else', async () => {
    for (const persona of ['viewer', 'auditor', 'operator', 'owner'] as const) {
      expect(await refusalOf(listSessions(world.as(persona)))).toMatchObject({ code: 'forbidden' });
      expect(await refusalOf(endSession(world.as(persona), { id: 'session-of-admin' }))).toMatchObject({
        code: 'forbidden',
      });
    }
    expect(await world.ctx.store.sessions.findLive('session-of-admin', new Date(), 3_600)).not.toBeNull();
  });
});

describe('me', () => {
  it('says who one is and what one may', async () => {
    const owner = meView.parse(await getMe(world.as('owner')));
    expect(owner).toMatchObject({ email: 'owner@example.com', persona: 'owner' });
    expect(owner.may).toEqual([
      'inventory.read',
      'history.read',
      'secret.reveal',
      'secret.rotate',
      'secret.recover',
      'secret.diagnose',
      'logs.read',
      'secret.annotate',
      'review.sign',
      'scope.sync',
    ]);
    expect(meView.parse(await getMe(world.as('admin'))).may).toEqual(PERMISSION_NAMES);
  });

  it('says that one who is granted nothing may nothing', async () => {
    expect(meView.parse(await getMe(world.as('viewer', { grants: [] }))).may).toEqual([]);
  });
});

it('equal refusals of a minute are two entries: the first at once, the others counted', async () => {
  const before = (await world.ledger()).length;
  const viewer = world.as('viewer');
  for (let times = 0; times < 5; times += 1)
    await recordRefusal(viewer, { action: 'secret.reveal', code: 'forbidden' });
  await recordRefusal(world.as('auditor'), { action: 'secret.reveal', code: 'forbidden' });
  await recordRefusal(viewer, { action: 'secret.rotate', code: 'forbidden', why: 'another verb' });
  const added = async () =>
    (await world.ledger())
      .slice(before)
      .map(({ actor, action, phase, count }) => [actor.persona, action, phase, count]);
  expect(await added()).toEqual([
    ['viewer', 'secret.reveal', 'refused', 1],
    ['auditor', 'secret.reveal', 'refused', 1],
    ['viewer', 'secret.rotate', 'refused', 1],
  ]);
  await world.ctx.store.ledger.flushRefusals(new Date(Date.now() + 61_000));
  expect((await added()).slice(3)).toEqual([['viewer', 'secret.reveal', 'refused', 4]]);
  expect((await world.ctx.store.ledger.verify()).brokenAt).toBeNull();
});
