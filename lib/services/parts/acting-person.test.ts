import { expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/actor';
import { actorAs } from '@/lib/services/testing/actor-as';
import { toActingPerson } from './acting-person';

const nameOf = (change: Partial<Actor>): string => toActingPerson({ actor: actorAs('owner', change) }).name;

it('is told to AWS by the verified e-mail, a persona of the demo by its own name', () => {
  expect(nameOf({})).toBe('owner@example.com');
  expect(nameOf({ id: 'demo|owner', issuer: 'demo', email: null })).toBe('owner');
});

it('without one is never told as somebody else’s e-mail', () => {
  const subject = 'owner@example.com';
  const names = ['https://b.example', 'https://c.example'].map((issuer) =>
    nameOf({ id: `${issuer}|${subject}`, issuer, subject, email: null }),
  );
  for (const name of names) expect(name).toMatch(/^owner@example\.com-[0-9a-f]{12}$/);
  expect(new Set(names).size).toBe(2);
});

it('never by the name that they chose', () => {
  expect(nameOf({ name: 'Root', subject: 'ab', email: null })).toMatch(/^ab-/);
});

it('through a token is the same person, in a session of the token’s name', () => {
  const token = { id: 'aB3dE6gH9jK', name: 'ci' };
  expect(toActingPerson({ actor: actorAs('owner', { token }) })).toMatchObject({
    name: 'owner@example.com',
    sessionName: 'token-aB3dE6gH9jK',
  });
});

it('has a session of AWS’s that nobody else has, also where two providers vouch for one e-mail', () => {
  const at = (issuer: string, email: string) =>
    toActingPerson({ actor: actorAs('owner', { issuer, id: `${issuer}|1`, subject: '1', email }) });
  for (const email of ['ann@example.com', `${'a'.repeat(120)}@example.com`]) {
    const [one, other, again] = [
      at('https://a.example', email),
      at('https://b.example', email),
      at('https://a.example', email),
    ];
    expect(one.sessionName).not.toBe(other.sessionName);
    expect(one.sessionName).toBe(again.sessionName);
    for (const { sessionName } of [one, other]) {
      // Readable, and as STS takes it: the e-mail as far as it fits, and twelve digits of who it is.
      expect(sessionName).toMatch(/^[\w+=,.@-]{2,64}$/);
      expect(sessionName.slice(0, -13)).toBe(email.slice(0, 51));
    }
  }
  expect(at('https://a.example', 'ann@example.com').name).toBe('ann@example.com');
});

it('in the demo, which has one provider, is the persona', () => {
  const demo = actorAs('owner', { id: 'demo|owner', issuer: 'demo', email: null });
  expect(toActingPerson({ actor: demo })).toMatchObject({ name: 'owner', sessionName: 'owner' });
});
