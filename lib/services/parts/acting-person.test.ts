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
