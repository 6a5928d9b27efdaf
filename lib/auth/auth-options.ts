import 'server-only';
import type { AuthOptions } from 'next-auth';
import type { AuthSystem } from './auth-system';
import { toCallbackPath } from './callback-path';
import { toAuthCookies } from './cookies';
import { demoProvider } from './demo-provider';
import './next-auth-types';
import { oidcProvider } from './oidc-provider';
import { toSessionId } from './session-cookie';
import { startSession } from './start-session';

/** One request to next-auth, and what came of it. */
export interface Attempt {
  requestId: string;
  /** The session that the request came with: a new one takes its place. */
  previousSessionId: string | null;
  revoked: boolean;
}

/** next-auth's options for one request. Its token carries a session's secret and nothing else. */
export function toAuthOptions(system: AuthSystem, attempt: Attempt): AuthOptions {
  const { auth, log } = system;
  return {
    secret: auth.sessionSecret,
    providers: [
      ...auth.providers.map((provider) => oidcProvider(provider, system)),
      ...(auth.demo ? [demoProvider(system)] : []),
    ],
    session: { strategy: 'jwt', maxAge: auth.sessionSeconds },
    useSecureCookies: auth.secureCookies,
    cookies: toAuthCookies(auth.secureCookies),
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    callbacks: {
      redirect: ({ url }) => toCallbackPath(url, system.web.origins),
      jwt: async ({ token, user }) => {
        if (!user) return token;
        if (!user.person) throw new Error('A provider named nobody.');
        const sid = await startSession(system, user.person, attempt.requestId);
        if (attempt.previousSessionId) await system.store.sessions.revoke(attempt.previousSessionId, system.now());
        return { sid };
      },
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sid === 'string') await system.store.sessions.revoke(toSessionId(token.sid), system.now());
        attempt.revoked = true;
      },
    },
    logger: {
      error: (code, metadata) =>
        log.error({ code, error: toErrorText(metadata), requestId: attempt.requestId }, 'sign-in failed'),
      warn: (code) => log.warn({ code, requestId: attempt.requestId }, 'sign-in warned'),
      debug: () => {},
    },
  };
}

/** The error's own words, which name what the provider or the configuration has wrong; never its tokens or claims. */
function toErrorText(metadata: unknown): string {
  const inner = typeof metadata === 'object' && metadata !== null && 'error' in metadata ? metadata.error : metadata;
  return inner instanceof Error ? `${inner.name}: ${inner.message}`.slice(0, 300) : 'unknown';
}
