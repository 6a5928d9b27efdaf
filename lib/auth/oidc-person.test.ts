import { describe, expect, it } from 'vitest';
import { toOidcPerson } from './oidc-person';

const provider = {
  id: 'corp',
  name: 'Corp',
  issuer: 'https://id.example',
  clientId: 'c',
  clientSecret: 's',
  scopes: ['openid'],
  groupsClaim: 'groups',
  freshPrompt: null,
  audiences: [],
  idTokenAlgorithm: 'RS256' as const,
  endsProviderSession: true,
};
const now = new Date('2026-01-01T00:00:00Z');
const claims = { iss: 'https://id.example', sub: 'u1', name: 'Una', email: 'Una@Example.com', email_verified: true };
const person = (change: Record<string, unknown> = {}) => toOidcPerson({ ...claims, ...change }, provider, now);

describe('a person from claims', () => {
  it('is the subject of the issuer, with a verified e-mail', () => {
    expect(person({ groups: ['a', 'b', 'a'], auth_time: 1_767_200_000 })).toEqual({
      issuer: 'https://id.example',
      subject: 'u1',
      name: 'Una',
      email: 'una@example.com',
      persona: null,
      groups: ['a', 'b'],
      claims: {},
      authenticatedAt: new Date(1_767_200_000_000),
    });
  });

  it.each([[false], ['true'], [undefined], [1], [null]])(
    'has no e-mail where email_verified is %j',
    (email_verified) => {
      expect(person({ email_verified }).email).toBeNull();
    },
  );

  it('needs nothing but issuer and subject', () => {
    const least = { iss: 'https://id.example', sub: 'u1' };
    expect(toOidcPerson(least, provider, now)).toMatchObject({ name: 'u1', email: null, groups: [] });
  });

  it.each([
    ['no address', 'una'],
    ['two lines', 'una@example.com\nbcc:x@y'],
    ['no text', { a: 1 }],
    ['too much', `${'a'.repeat(300)}@example.com`],
  ])('has no e-mail where it is %s', (_, email) => expect(person({ email }).email).toBeNull());

  it('has a name without characters that change how others read', () => {
    expect(person({ name: 'Una\u202Enimda\u0000\u2028' }).name).toBe('Unanimda');
    expect(person({ name: ' \u200B ', preferred_username: 'una' }).name).toBe('una');
    expect(person({ name: 7, preferred_username: undefined }).name).toBe('u1');
  });

  it.each([
    ['a moment ahead of our clock', 30, now],
    ['too far ahead of our clock', 61, null],
  ])('was proven %s', (_, ahead, expected) => {
    expect(person({ auth_time: now.getTime() / 1000 + ahead }).authenticatedAt).toEqual(expected);
  });

  it.each([[undefined], ['1767200000'], [null], [-1], [Number.NaN]])(
    'was proven nobody knows when, where auth_time is %j',
    (auth_time) => expect(person({ auth_time }).authenticatedAt).toBeNull(),
  );

  it.each([
    ['one group as text', 'a', ['a']],
    ['none', undefined, []],
    ['null', null, []],
  ])('is in %s', (_, groups, expected) => expect(person({ groups }).groups).toEqual(expected));

  it.each([
    ['another issuer', { iss: 'https://evil.example' }],
    ['no subject', { sub: undefined }],
    ['an empty subject', { sub: '' }],
    ['a subject that is a number', { sub: 7 }],
    ['a subject over 255 characters', { sub: 'a'.repeat(256) }],
    ['a subject with a line break', { sub: 'u1\n' }],
    ['groups that are no list of names', { groups: [{ id: 1 }] }],
    ['groups that are a number', { groups: 5 }],
    ['more groups than we take', { groups: Array.from({ length: 2001 }, String) }],
    ['groups that are elsewhere', { _claim_names: { groups: 'src1' } }],
  ])('is refused with %s', (_, change) => expect(() => person(change)).toThrow(Error));

  it('takes the groups from the token itself and not from what it inherits', () => {
    expect(toOidcPerson(claims, { ...provider, groupsClaim: 'constructor' }, now).groups).toEqual([]);
  });
});

describe('claims that grants name', () => {
  const claimsOf = (change: Record<string, unknown>, names: string[]) =>
    toOidcPerson({ ...claims, ...change }, provider, now, names).claims;

  it('are kept as text, one or many, and none where it is not there', () => {
    const said = { department: 'payments', 'https://id.example/cost': [17, '17', true], other: 'x' };
    expect(claimsOf(said, ['department', 'https://id.example/cost', 'absent', 'constructor'])).toEqual({
      department: ['payments'],
      'https://id.example/cost': ['17', 'true'],
      absent: [],
      constructor: [],
    });
  });

  it.each([[{ a: 1 }], [['x', { a: 1 }]], [[['x']]], ['x'.repeat(2049)], [Array(2001).fill('x')]])(
    'nobody is signed in over %j',
    (department) => {
      expect(() => claimsOf({ department }, ['department'])).toThrow(/claim department/);
    },
  );

  it('nobody is signed in over one that is to be fetched elsewhere', () => {
    expect(() => claimsOf({ _claim_names: { department: 'src1' } }, ['department'])).toThrow(/leaves the claim/);
  });
});
