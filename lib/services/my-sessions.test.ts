import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sessionsList } from '@/lib/contract/system';
import type { Session } from '@/lib/domain/actor';
import { ISSUER } from '@/lib/services/testing/actor-as';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { endMySession } from './end-my-session';
import { listMySessions } from './list-my-sessions';

let world: ServicesWorld;
beforeAll(async () => {
  world = await startServicesWorld({ local: { secrets: 0 }, scopes: [] });
});
afterAll(() => world.stop());

async function signIn(id: string, change: Partial<Session> = {}): Promise<void> {
  const now = new Date();
  const endsAt = new Date(now.getTime() + 3_600_000);
  await world.ctx.store.sessions.create({
    id,
    issuer: ISSUER,
    subject: 'viewer',
    name: 'Vera',
    email: 'viewer@example.com',
    persona: null,
    groups: [],
    claims: {},
    authenticatedAt: now,
    createdAt: now,
    lastSeenAt: now,
    endsAt,
    revokedAt: null,
    ...change,
  });
}
const sessionsOf = async (as: 'viewer' | 'admin') =>
  sessionsList.parse(await listMySessions(world.as(as))).items.map(({ id }) => id);
const isLive = async (id: string) => (await world.ctx.store.sessions.peekLive(id, new Date(), 3600)) !== null;

let round = 0;
let ids: { mine: string; phone: string; theirs: string; namesake: string };
beforeEach(async () => {
  round += 1;
  const [mine, phone, theirs, namesake] = ['session-of-viewer', `phone${round}`, `theirs${round}`, `namesake${round}`];
  ids = { mine, phone, theirs, namesake };
  if (round === 1) await signIn(mine);
  await signIn(phone);
  await signIn(theirs, { subject: 'admin' });
  // The same subject and e-mail, vouched for by somebody else.
  await signIn(namesake, { issuer: 'https://other.example.com' });
});

describe('one’s own sessions', () => {
  it('are listed without any permission, and nobody else’s are, whatever they are called', async () => {
    expect(await sessionsOf('viewer')).toEqual(expect.arrayContaining([ids.mine, ids.phone]));
    for (const foreign of [ids.theirs, ids.namesake]) expect(await sessionsOf('viewer')).not.toContain(foreign);
    expect(await sessionsOf('admin')).toEqual([ids.theirs]);
  });

  it('end at once, and stand in the ledger', async () => {
    await endMySession(world.as('viewer'), { id: ids.phone });
    expect([await isLive(ids.phone), await isLive(ids.mine)]).toEqual([false, true]);
    expect((await world.ledger()).slice(-2).map(({ phase, detail }) => [phase, detail['subject']])).toEqual([
      ['asked', `${ISSUER}|viewer`],
      ['done', `${ISSUER}|viewer`],
    ]);
    expect(await refusalOf(endMySession(world.as('viewer'), { id: ids.phone }))).toMatchObject({ code: 'not_found' });
  });

  it.each([
    ['long ago', new Date(Date.now() - 16 * 60_000)],
    ['nobody knows when', null],
  ])('do not end where one proved who one is %s', async (_, authenticatedAt) => {
    const ctx = world.as('viewer');
    const late = { ...ctx, actor: { ...ctx.actor, authenticatedAt } };
    expect(await refusalOf(endMySession(late, { id: ids.phone }))).toMatchObject({ code: 'reauth_required' });
    expect(await isLive(ids.phone)).toBe(true);
  });

  it('end by nobody else, who are not even told that they are there', async () => {
    for (const id of [ids.theirs, ids.namesake])
      expect(await refusalOf(endMySession(world.as('viewer'), { id }))).toMatchObject({ code: 'not_found' });
    expect([await isLive(ids.theirs), await isLive(ids.namesake)]).toEqual([true, true]);
  });
});
