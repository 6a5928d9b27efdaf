import { decode, encode } from 'next-auth/jwt';
import { describe, expect, it } from 'vitest';
import type { AuthConfig } from '@/lib/config/auth-config';
import { newSessionSecret, readSessionId, sealSession, toSessionId } from './session-cookie';

const auth: AuthConfig = {
  demo: true,
  publicUrl: 'http://localhost:3000',
  secureCookies: false,
  sessionSecret: 'x'.repeat(32),
  providers: [],
  sessionIdleSeconds: 60,
  tokenFreshSeconds: null,
  sessionSeconds: 3600,
  statements: [],
};

describe('the session cookie', () => {
  it('holds 256 random bits and nothing about anyone', async () => {
    const secret = newSessionSecret();
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    const { value } = await sealSession(auth, secret);
    const token = await decode({ token: value, secret: auth.sessionSecret });
    expect(Object.keys(token ?? {}).toSorted()).toEqual(['exp', 'iat', 'jti', 'sid']);
  });

  it('names a row by a hash from which it cannot be made', async () => {
    const secret = newSessionSecret();
    const { name, value } = await sealSession(auth, secret);
    const id = await readSessionId(auth, `other=1; ${name}=${value}`);
    expect(id).toBe(toSessionId(secret));
    expect(id).not.toContain(secret);
  });

  it('is worth nothing in any other form', async () => {
    const { name, value } = await sealSession(auth, newSessionSecret());
    const sealedElsewhere = await sealSession({ ...auth, sessionSecret: 'y'.repeat(32) }, 'a');
    const expired = await encode({ token: { sid: 'a' }, secret: auth.sessionSecret, maxAge: -60 });
    const salted = await encode({ token: { sid: 'a' }, secret: auth.sessionSecret, salt: 'keyledger.state' });
    const listed = await encode({ token: { sid: ['a'] }, secret: auth.sessionSecret });
    const hostile = [
      null,
      '',
      `${name}=`,
      `${name}=${value.slice(0, -2)}`,
      `${name}=${sealedElsewhere.value}`,
      `${name}=${expired}`,
      `${name}=${salted}`,
      `${name}=${listed}`,
      `${name}=${'a'.repeat(5000)}`,
      `${name}=eyJhbGciOiJub25lIn0.e30.`,
      `__Host-${name}=${value}`,
      `${name}.0=${value}`,
    ];
    for (const header of hostile) expect(await readSessionId(auth, header), String(header)).toBeNull();
  });
});
