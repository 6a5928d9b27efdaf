import 'server-only';
import { AppError } from '@/lib/domain/errors';
import { toAuthOptions, type Attempt } from './auth-options';
import { AuthResponse } from './auth-response';
import type { AuthSystem } from './auth-system';
import { endByProvider } from './back-channel/end-by-provider';
import { toCallbackPath } from './callback-path';
import { toCookieName } from './cookies';
import { findActor } from './find-actor';
import { readFreshIntent, toFreshCookie } from './fresh-intent';
import { readLeftAt } from './left-at';
import { toOwnRedirect, toSignInPage, type Redirect } from './own-redirect';
import { leaveForProvider } from './sign-out';
import { runNextAuth, type AuthRequest } from './run-next-auth';
import { readSessionId } from './session-cookie';
import { withOwnCallback } from './with-own-callback';

interface Input extends AuthRequest {
  requestId: string;
  /** The spelling of our address that the request came to. */
  origin: string;
  cookieHeader: string | null;
}

/**
 * Signing in and out. Answers null for what we do not offer of next-auth: its pages, its listing of
 * providers, its session endpoint (which would renew a token), its log that strangers may write to.
 */
export async function handleAuth(system: AuthSystem, asked: Input): Promise<Response | null> {
  if (!isOffered(system, asked)) return null;
  const input = withOwnCallback(system, asked);
  if (input.segments[0] === 'backchannel') return answerProvider(system, input);
  const previousSessionId = await readSessionId(system.auth, input.cookieHeader);
  const attempt: Attempt = {
    requestId: input.requestId,
    previousSessionId,
    leftAt: await readLeftAt(system.auth, input.cookieHeader),
    fresh: await findIntent(system, input),
    isOut: false,
    ended: null,
    failure: null,
    isSomebodyElse: false,
  };
  const ran = await runNextAuth(toAuthOptions(system, attempt), system.auth.publicUrl, input);
  const answer = ran ?? new AuthResponse();
  if (!ran) {
    attempt.failure = 'ProviderDown';
    answer.setHeader('Location', `${system.auth.publicUrl}/api/auth/error?error=OAuthCallback`);
    system.log.error({ kind: attempt.failure, error: 'no end in time', requestId: input.requestId }, 'sign-in failed');
  }
  await noteIntent(system, input, attempt, answer);
  const redirect = answer.redirect;
  if (redirect === null) return toResponse(answer, answer.statusCode, answer.body, null);
  const { location, error } = await toDestination(system, input, attempt, answer, redirect);
  // next-auth clears the cookie even where the row could not be ended; a copy of the cookie would live on.
  if (input.segments[0] === 'signout' && error === null && previousSessionId && !attempt.isOut)
    throw new AppError('unavailable', 'The session could not be ended. Try again.');
  // What pages left in the browser's caches, the one for going back included, was for whoever was signed in.
  if (attempt.isOut) answer.setHeader('Clear-Site-Data', '"cache"');
  if (input.form.json !== 'true') return toResponse(answer, 302, '', location);
  return toResponse(answer, toStatus(error), JSON.stringify({ url: location }), null);
}

/** The provider itself asks, with no browser and no cookie; whether it is the provider, its signature says. */
async function answerProvider(system: AuthSystem, { segments, form, requestId }: Input): Promise<Response | null> {
  const provider = system.auth.providers.find(({ id }) => id === segments[1]);
  if (!provider) return null;
  await endByProvider(system, provider, form.logout_token ?? '', requestId);
  return new Response(null, { status: 200 });
}

/** Said in the form on the way out, and in a cookie of ours on the way back. */
async function findIntent(system: AuthSystem, { method, segments, form, cookieHeader }: Input) {
  if (method === 'GET') return segments[0] === 'callback' ? readFreshIntent(system.auth, cookieHeader) : null;
  if (form.fresh !== '1' || segments[0] === 'signout') return null;
  const actor = await findActor(system, cookieHeader, { peek: true });
  return actor && { actorId: actor.id, askedAt: system.now() };
}

/** Every way out says anew what is expected back, so that an old intent meets no other sign-in. */
async function noteIntent({ auth }: AuthSystem, { segments, method }: Input, { fresh }: Attempt, answer: AuthResponse) {
  const [action] = segments;
  if (action === 'signin') answer.addCookie(await toFreshCookie(auth, fresh));
  else if (action === 'callback' && method === 'GET') answer.addCookie(await toFreshCookie(auth, null));
}

async function toDestination(
  system: AuthSystem,
  input: Input,
  attempt: Attempt,
  answer: AuthResponse,
  redirect: string,
): Promise<Redirect> {
  const { publicUrl, secureCookies } = system.auth;
  const led = toOwnRedirect(redirect, publicUrl, input.origin);
  const wanted = input.form.callbackUrl ?? input.cookies[toCookieName('callbackUrl', secureCookies)];
  const next = toCallbackPath(wanted, system.web.origins);
  const tell = (error: string, fresh = false) => toSignInPage(input.origin, error, { next, fresh });
  const error = led.error && (attempt.failure ?? led.error);
  if (error) return { location: tell(error, attempt.fresh !== null), error };
  if (attempt.isSomebodyElse) return { location: tell('SomebodyElse'), error: null };
  if (!attempt.ended) return led;
  const left = await leaveForProvider(system, attempt.ended, input.requestId);
  if (left) answer.addCookie(left.cookie);
  return { location: left?.location ?? tell('SignedOutHere'), error: null };
}

/** A refusal must not look like a success to a client that only reads the status. */
const toStatus = (error: string | null): number => {
  if (error === null) return 200;
  return error === 'csrf' || error === 'AccessDenied' ? 403 : 401;
};

function isOffered({ auth }: AuthSystem, { method, segments }: AuthRequest): boolean {
  const [action, id, ...rest] = segments;
  if (rest.length > 0) return false;
  const isProvider = auth.providers.some((provider) => provider.id === id);
  if (method === 'GET') return (action === 'csrf' && id === undefined) || (action === 'callback' && isProvider);
  if (action === 'signout') return id === undefined;
  if (action === 'signin' || action === 'backchannel') return isProvider;
  return action === 'callback' && auth.demo && id === 'demo';
}

function toResponse(answer: AuthResponse, status: number, body: string, location: string | null): Response {
  const headers = new Headers(answer.cookies.map((cookie): [string, string] => ['Set-Cookie', cookie]));
  const clear = answer.getHeader('Clear-Site-Data');
  if (typeof clear === 'string') headers.set('Clear-Site-Data', clear);
  if (location !== null) headers.set('Location', location);
  if (body) headers.set('Content-Type', 'application/json');
  return new Response(body || null, { status, headers });
}
