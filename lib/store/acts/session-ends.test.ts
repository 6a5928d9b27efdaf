import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Session } from '@/lib/domain/actor';
import { EVERYTHING } from '@/lib/domain/grant';
import type { EndedAtProvider } from '@/lib/domain/ports/act-stores';
import { withClient } from '@/lib/store/migrate/with-client';
import { minutesAfter, NOW } from '@/lib/store/testing/make-secret';
import { startTestStore, type TestStore } from '@/lib/store/testing/test-store';

let test: TestStore;
beforeAll(async () => {
  test = await startTestStore([]);
});
afterAll(() => test.stop());

const issuer = 'https://login.example.com';
const make = (subject: string): Session => ({
  id: `session of ${subject}`,
  issuer,
  subject,
  name: 'Ann',
  email: null,
  persona: null,
  groups: [],
  claims: {},
  authenticatedAt: null,
  createdAt: NOW,
  lastSeenAt: NOW,
  endsAt: minutesAfter(NOW, 100),
  revokedAt: null,
});
const beside = { sealedIdToken: null, providerSid: null, leftAt: minutesAfter(NOW, -1), requestId: 'in' };
const logout = (subject: string, jti = `jti of ${subject}`): EndedAtProvider => ({
  issuer,
  subject,
  sid: null,
  jti,
  issuedAt: NOW,
  before: minutesAfter(NOW, 1),
});
const isLive = async (subject: string) =>
  (await test.store.sessions.peekLive(`session of ${subject}`, NOW, 600)) !== null;
const endsOf = async (subject: string) =>
  test.store.ledger.list(EVERYTHING, { actor: `${issuer}|${subject}`, limit: 9, beforeSeq: null });
const asOwner = (sql: string) => withClient(test.database.superuserUrl, (client) => client.query(sql));

it('a logout whose sessions could not be ended was not taken, and counts when it comes again', async () => {
  const { sessions } = test.store;
  await sessions.create(make('cut'), beside);
  await asOwner(`create function break() returns trigger language plpgsql as $$ begin raise 'cut off'; end $$;
    create trigger break before update on keyledger.session for each row execute function break()`);
  await expect(sessions.endAtProvider(logout('cut'), NOW, 'out')).rejects.toBeInstanceOf(Error);
  await asOwner('drop function break cascade');
  expect(await isLive('cut')).toBe(true);
  expect(await sessions.endAtProvider(logout('cut'), NOW, 'out')).toBe(1);
  expect(await isLive('cut')).toBe(false);
  expect(await sessions.endAtProvider(logout('cut'), NOW, 'out')).toBeNull();
});

it('an end is owed to a ledger that cannot be written, and entered once when it can', async () => {
  const { sessions } = test.store;
  for (const who of ['leaves', 'is-ended']) await sessions.create(make(who), beside);
  await asOwner('revoke insert on keyledger.ledger from keyledger_app');
  await sessions.signOut('session of leaves', NOW, 'r1');
  await sessions.endAtProvider(logout('is-ended'), NOW, 'r2');
  await expect(sessions.enterEnds(NOW)).rejects.toBeInstanceOf(Error);
  expect([await isLive('leaves'), await isLive('is-ended')]).toEqual([false, false]);
  await asOwner('grant insert on keyledger.ledger to keyledger_app');
  const later = minutesAfter(NOW, 9);
  await Promise.all([sessions.enterEnds(later), sessions.enterEnds(later)]);
  const entry = { action: 'session.end', phase: 'noted', at: later };
  expect(await endsOf('leaves')).toMatchObject([
    { ...entry, requestId: 'r1', detail: { signedOut: true, endedAt: NOW.toISOString() } },
  ]);
  expect(await endsOf('is-ended')).toMatchObject([{ ...entry, requestId: 'r2', detail: { byProvider: true } }]);
});

it('whoever signs in while their provider ends them is out, whichever comes first', async () => {
  const { sessions } = test.store;
  const people = Array.from({ length: 30 }, (_, at) => `at-once-${at}`);
  const both = people.flatMap((who) => [
    sessions.create(make(who), beside),
    sessions.endAtProvider(logout(who), NOW, 'out'),
  ]);
  await Promise.all(both);
  expect(await Promise.all(people.map(isLive))).toEqual(people.map(() => false));
  await sessions.enterEnds(NOW);
  const entries = await Promise.all(people.map(endsOf));
  expect(entries.map((of) => of.length)).toEqual(people.map(() => 1));
});
