import { describe, expect, it } from 'vitest';
import { fillClaims, lacksClaims } from './fill-claims';

const asks = { groupsClaim: 'groups', scopes: ['openid', 'profile', 'email'] };
const whole = { sub: 'u', name: 'Una', email: 'u@example.com', email_verified: true, groups: [] };

describe('whether userinfo must be asked', () => {
  it('is not so where the token says all', () => expect(lacksClaims(whole, asks)).toBe(false));

  it.each(['name', 'email', 'email_verified', 'groups'])('is so where it lacks %s', (name) => {
    const claims = Object.fromEntries(Object.entries(whole).filter(([key]) => key !== name));
    expect(lacksClaims(claims, asks)).toBe(true);
  });

  it('is not so for what was not asked for', () => {
    expect(lacksClaims({ sub: 'u' }, { groupsClaim: null, scopes: ['openid'] })).toBe(false);
  });
});

describe('claims filled from userinfo', () => {
  it('are what the token lacks', () => {
    expect(fillClaims({ sub: 'u' }, { ...whole, groups: ['a'] }, asks)).toMatchObject({ ...whole, groups: ['a'] });
  });

  it('never overwrite what the token says', () => {
    const info = { sub: 'u', iss: 'https://evil.example', name: 'X', groups: ['admins'], email: 'x@example.com' };
    expect(fillClaims({ ...whole, iss: 'https://id.example' }, info, asks)).toMatchObject({
      ...whole,
      iss: 'https://id.example',
    });
  });

  it('verify no address of the token by one of userinfo', () => {
    const claims = { sub: 'u', email: 'boss@example.com' };
    const filled = fillClaims(claims, { sub: 'u', email: 'u@example.com', email_verified: true }, asks);
    expect(filled).toMatchObject({ email: 'u@example.com', email_verified: true });
    expect(fillClaims(claims, { sub: 'u', email_verified: true }, asks).email).toBeUndefined();
  });

  it('keep that groups are elsewhere', () => {
    const elsewhere = { _claim_names: { groups: 'src1' } };
    expect(fillClaims({ sub: 'u', ...elsewhere }, { sub: 'u' }, asks)).toMatchObject(elsewhere);
    expect(fillClaims({ sub: 'u' }, { sub: 'u', ...elsewhere }, asks)).toMatchObject(elsewhere);
  });

  it('keep that a claim of a grant is elsewhere, also where no groups are looked at', () => {
    const elsewhere = { _claim_names: { department: 'src1' } };
    const claimsAlone = { groupsClaim: null, scopes: ['openid'], claimNames: ['department'] };
    expect(fillClaims({ sub: 'u' }, { sub: 'u', ...elsewhere }, claimsAlone)).toMatchObject(elsewhere);
  });

  it('lose nothing that the token points at over what userinfo points at', () => {
    const info = { sub: 'u', _claim_names: { address: 'src2' } };
    const filled = fillClaims({ sub: 'u', _claim_names: { groups: 'src1' } }, info, asks);
    expect(filled).toHaveProperty(['_claim_names'], { groups: 'src1' });
  });

  it('are none that an object merely inherits', () => {
    const filled = fillClaims({ sub: 'u' }, { sub: 'u' }, { ...asks, claimNames: ['constructor', 'toString'] });
    expect(Object.keys(filled)).not.toEqual(expect.arrayContaining(['constructor']));
  });

  it.each([{ sub: 'v' }, {}, { sub: null }])('are refused where it is said of %j', (info) => {
    expect(() => fillClaims({ sub: 'u' }, info, asks)).toThrow(/another subject/);
  });
});
