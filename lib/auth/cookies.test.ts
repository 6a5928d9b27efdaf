import { describe, expect, it } from 'vitest';
import { parseCookies, toAuthCookies, toCookieName } from './cookies';

describe('cookies', () => {
  it('are tied to this host where the address is https', () => {
    for (const cookie of Object.values(toAuthCookies(true))) {
      expect(cookie?.name).toMatch(/^__Host-keyledger\./);
      expect(cookie?.options).toEqual({ httpOnly: true, sameSite: 'lax', path: '/', secure: true });
    }
  });

  it('have plain names on loopback', () => {
    expect(toCookieName('sessionToken', false)).toBe('keyledger.session');
    expect(toAuthCookies(false).sessionToken?.options).toMatchObject({ httpOnly: true, secure: false });
  });

  it('have names of which none begins with the session’s, which next-auth would join to it', () => {
    const names = Object.values(toAuthCookies(false)).map((cookie) => cookie?.name ?? '');
    expect(names.filter((name) => name.startsWith('keyledger.session'))).toEqual(['keyledger.session']);
  });

  it.each([
    [null, {}],
    ['', {}],
    ['a=1; b=2', { a: '1', b: '2' }],
    ['a=1; a=2', { a: '1' }],
    ['a=%E0%A4%A', { a: '' }],
    ['=x; ;;a', {}],
    ['a=b=c', { a: 'b=c' }],
    ['__proto__=x; a=1', { ['__proto__']: 'x', a: '1' }],
  ])('are read from %j', (header, cookies) => {
    expect(Object.entries(parseCookies(header))).toEqual(Object.entries(cookies));
  });
});
