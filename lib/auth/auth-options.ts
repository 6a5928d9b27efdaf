import 'server-only';
import type { AuthOptions } from 'next-auth';
import type { AuthSystem } from './auth-system';
import { toCallbackPath } from './callback-path';
import { toAuthCookies } from './cookies';
import { demoProvider } from './demo-provider';
import type { FreshIntent } from './fresh-intent';
import './next-auth-types';
import { oidcProvider } from './oidc-provider';
import { explainFailure, type SignInFailure } from './sign-in-failure';
import { signOut, type Ended } from './sign-out';
import { startSession } from './start-session';

/** One request to next-auth, and what came of it. */
export interface Attempt {
  requestId: string;
  /** The session that the request came with: a new one takes its place. */
  previousSessionId: string | null;
  /** When whoever comes back left for the provider. */
  leftAt: Date;
  /** Someone who is signed in wants to prove it again, or comes back from doing so. */
  fresh: FreshIntent | null;
  /** The cookie's session is over, whether this request ended it or it was so before. */
  isOut: boolean;
  ended: Ended | null;
  failure: SignInFailure | null;
  /** The fresh sign-in that one person asked for was made by another. */
  isSomebodyElse: boolean;
}

/** next-auth's options for one request. Its token carries a session's secret and nothing else. */
export function toAuthOptions(system: AuthSystem, attempt: Attempt): AuthOptions {
  const { auth, log } = system;
  return {
    secret: auth.sessionSecret,
    providers: [
      ...auth.providers.map((provider) => oidcProvider(provider, system, attempt.fresh)),
      ...(auth.demo ? [demoProvider(system)] : []),
    ],
    session: { strategy: 'jwt', maxAge: auth.sessionSeconds },
    useSecureCookies: auth.secureCookies,
    cookies: toAuthCookies(auth.secureCookies),
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    callbacks: {
      redirect: ({ url }) => toCallbackPath(url, system.web.origins),
      jwt: async ({ token, user, account }) => {
        if (!user) return token;
        // Whoever waited has been told that it failed: nothing may follow from it any more.
        if (attempt.failure) throw new Error('The answer came too late.');
        if (!user.person) throw new Error('A provider named nobody.');
        const { issuer, subject } = user.person;
        attempt.isSomebodyElse = attempt.fresh !== null && attempt.fresh.actorId !== `${issuer}|${subject}`;
        const isAgain = attempt.fresh !== null && !attempt.isSomebodyElse;
        const sid = await startSession(system, user.person, {
          requestId: attempt.requestId,
          leftAt: attempt.leftAt,
          isAgain,
          idToken: account?.id_token,
        });
        if (attempt.previousSessionId) await system.store.sessions.revoke(attempt.previousSessionId, system.now());
        return { sid };
      },
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sid === 'string') attempt.ended = await signOut(system, token.sid, attempt.requestId);
        attempt.isOut = true;
      },
    },
    logger: {
      error: (code, metadata) => {
        const error = toError(metadata);
        attempt.failure ??= explainFailure(error);
        const { failure, requestId } = attempt;
        log.error({ code, kind: failure, error: toErrorText(error), requestId }, 'sign-in failed');
      },
      warn: (code) => log.warn({ code, requestId: attempt.requestId }, 'sign-in warned'),
      debug: () => {},
    },
  };
}

/** next-auth logs an error bare, or as a member beside what it was about. */
const toError = (metadata: unknown): unknown =>
  typeof metadata === 'object' && metadata !== null && 'error' in metadata ? metadata.error : metadata;

/**
 * The error's own words, which name what the provider or the configuration has wrong; never its tokens or claims. Where
 * openid-client compares it quotes both sides, which may be a state or a nonce: those stay out.
 */
const toErrorText = (error: unknown): string =>
  error instanceof Error
    ? `${error.name}: ${error.message.replace(/^(state|nonce) mismatch, .*$/s, '$1 mismatch')}`.slice(0, 300)
    : 'unknown';
