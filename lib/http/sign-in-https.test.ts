import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealSession } from '@/lib/auth/session-cookie';
import { answerSignIn } from './sign-in-route';
import { startTestSystem, type TestSystem } from './testing/test-system';

let test: TestSystem;
beforeAll(async () => {
  test = await startTestSystem({
    env: { CORP_SECRET: 's', HOST: '10.0.0.9', KEYLEDGER_URL: 'https://keys.example', TRUSTED_PROXIES: '10.0.0.1' },
    file: `
signIn:
  providers: [{ id: corp, name: Corp, issuer: "https://id.example", clientId: c, clientSecretEnv: CORP_SECRET }]
grants:
  - who: { anyone: true }
    may: [inventory.read]
`,
  });
});
afterAll(() => test.stop());

const getCsrf = (host: string) =>
  answerSignIn(test.system, new Request('https://keys.example/api/auth/csrf', { headers: { host } }), ['csrf']);

describe('where the address is https', () => {
  it('every cookie is secure and tied to this host', async () => {
    const cookies = (await getCsrf('keys.example')).headers.getSetCookie();
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Host-keyledger\.\w+=/);
      expect(cookie).toMatch(/; Path=\/;.*HttpOnly.*Secure.*SameSite=Lax/);
      expect(cookie).not.toMatch(/Domain/i);
    }
    expect((await sealSession(test.system.auth, 'x')).name).toBe('__Host-keyledger.session');
  });

  it.each(['localhost:3110', '10.0.0.9:3110', 'keys.example:3110'])('%s is not its name', async (host) => {
    expect((await getCsrf(host)).status).toBe(400);
  });
});
