import { describe, expect, it } from 'vitest';
import type { Session } from '@/lib/domain/actor';
import { holds, permits, visibilityOf, type Grant } from '@/lib/domain/grant';
import type { GrantStatement } from '@/lib/domain/grant-statement';
import { toActor } from './to-actor';

const at = new Date('2026-01-01T00:00:00Z');
const session: Session = {
  id: 'row',
  issuer: 'https://id.example',
  subject: 'u1',
  name: 'Una',
  email: 'una@example.com',
  persona: null,
  groups: ['platform'],
  claims: { department: ['payments'], 'cost center': ['17', '18'] },
  authenticatedAt: at,
  createdAt: at,
  lastSeenAt: at,
  endsAt: at,
  revokedAt: null,
};
const allow: Grant[] = [{ permission: 'secret.reveal', effect: 'allow', where: {} }];
const denyProd: Grant[] = [{ permission: 'secret.reveal', effect: 'deny', where: { environments: ['prod'] } }];
const actor = (statements: GrantStatement[], change: Partial<Session> = {}, demo = false) =>
  toActor({ ...session, ...change }, { demo, statements });

describe('what a session is granted', () => {
  it('is nothing where no statement names them', () => {
    expect(actor([]).grants).toEqual([]);
  });

  it.each<[string, GrantStatement['who']]>([
    ['their group', { kind: 'group', issuer: 'https://id.example', group: 'platform' }],
    ['their subject', { kind: 'subject', id: 'https://id.example|u1' }],
    ['their verified e-mail', { kind: 'email', issuer: 'https://id.example', email: 'una@example.com' }],
    ['a claim of theirs', { kind: 'claim', issuer: 'https://id.example', name: 'department', value: 'payments' }],
    ['one of the values of a claim', { kind: 'claim', issuer: 'https://id.example', name: 'cost center', value: '18' }],
    ['anyone', { kind: 'anyone' }],
  ])('follows from a statement about %s', (_, who) => {
    expect(holds(actor([{ who, grants: allow }]).grants, 'secret.reveal')).toBe(true);
  });

  it.each<[string, GrantStatement['who'], Partial<Session>]>([
    ['a group of another issuer', { kind: 'group', issuer: 'https://other.example', group: 'platform' }, {}],
    ['a group they are not in', { kind: 'group', issuer: 'https://id.example', group: 'Platform' }, {}],
    ['the same subject of another issuer', { kind: 'subject', id: 'https://other.example|u1' }, {}],
    [
      'a claim of another issuer',
      { kind: 'claim', issuer: 'https://o.example', name: 'department', value: 'payments' },
      {},
    ],
    [
      'a claim that is another',
      { kind: 'claim', issuer: 'https://id.example', name: 'department', value: 'Payments' },
      {},
    ],
    [
      'a claim that nobody looked at',
      { kind: 'claim', issuer: 'https://id.example', name: 'constructor', value: 'x' },
      {},
    ],
    [
      'an e-mail another issuer vouches for',
      { kind: 'email', issuer: 'https://o.example', email: 'una@example.com' },
      {},
    ],
    [
      'an e-mail nobody verified',
      { kind: 'email', issuer: 'https://id.example', email: 'una@example.com' },
      { email: null },
    ],
  ])('does not follow from a statement about %s', (_, who, change) => {
    expect(actor([{ who, grants: allow }], change).grants).toEqual([]);
  });

  it('keeps what is denied, so that it wins over what is allowed', () => {
    const both = actor([
      { who: { kind: 'anyone' }, grants: allow },
      { who: { kind: 'group', issuer: 'https://id.example', group: 'platform' }, grants: denyProd },
    ]);
    const sees = (environment: string) =>
      permits(visibilityOf(both.grants, 'secret.reveal'), { environment, accountId: '1', tags: {}, name: 'n' });
    expect([sees('dev'), sees('prod')]).toEqual([true, false]);
  });

  it('is denied where a claim was not looked at when they signed in', () => {
    const who = { kind: 'claim', issuer: 'https://id.example', name: 'leaver', value: 'true' } as const;
    const statements = [
      { who: { kind: 'anyone' } as const, grants: allow },
      { who, grants: denyProd },
    ];
    const mayInProd = (claims: Session['claims']) =>
      permits(visibilityOf(actor(statements, { claims }).grants, 'secret.reveal'), {
        environment: 'prod',
        accountId: '1',
        tags: {},
        name: 'n',
      });
    expect([mayInProd({}), mayInProd({ leaver: [] }), mayInProd({ leaver: ['true'] })]).toEqual([false, true, false]);
  });

  it('is denied by an e-mail where the provider vouches for none', () => {
    const who = { kind: 'email', issuer: 'https://id.example', email: 'mallory@example.com' } as const;
    const mayWith = (email: string | null, issuer: string = who.issuer) =>
      holds(
        actor(
          [
            { who: { kind: 'anyone' }, grants: allow },
            { who, grants: [{ permission: 'secret.reveal', effect: 'deny', where: {} }] },
          ],
          { email, issuer },
        ).grants,
        'secret.reveal',
      );
    expect([mayWith('mallory@example.com'), mayWith('Mallory@Example.com'), mayWith(null)]).toEqual(
      Array.from({ length: 3 }, () => false),
    );
    expect([mayWith('una@example.com'), mayWith(null, 'https://other.example')]).toEqual([true, true]);
  });

  it('comes from a persona in the demo alone', () => {
    const persona = { issuer: 'demo', subject: 'admin', persona: 'admin', email: null };
    expect(holds(actor([], persona, true).grants, 'session.end')).toBe(true);
    expect(actor([{ who: { kind: 'anyone' }, grants: allow }], persona, false).grants).toEqual([]);
    expect(actor([], { ...persona, persona: 'toString' }, true).grants).toEqual([]);
  });

  it('is held by an issuer-qualified subject, shown under a verified e-mail', () => {
    expect(actor([])).toMatchObject({ id: 'https://id.example|u1', name: 'una@example.com', sessionId: 'row' });
    expect(actor([], { email: null }).name).toBe('Una');
  });
});
