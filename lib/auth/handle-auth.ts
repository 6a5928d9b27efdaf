import 'server-only';
import { AppError } from '@/lib/domain/errors';
import { toAuthOptions, type Attempt } from './auth-options';
import type { AuthResponse } from './auth-response';
import type { AuthSystem } from './auth-system';
import { toOwnRedirect } from './own-redirect';
import { runNextAuth, type AuthRequest } from './run-next-auth';
import { readSessionId } from './session-cookie';

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
export async function handleAuth(system: AuthSystem, input: Input): Promise<Response | null> {
  if (!isOffered(system, input)) return null;
  const previousSessionId = await readSessionId(system.auth, input.cookieHeader);
  const attempt: Attempt = { requestId: input.requestId, previousSessionId, revoked: false };
  const answer = await runNextAuth(toAuthOptions(system, attempt), system.auth.publicUrl, input);
  const redirect = answer.redirect;
  if (redirect === null) return toResponse(answer, answer.statusCode, answer.body, null);
  const { location, error } = toOwnRedirect(redirect, system.auth.publicUrl, input.origin);
  // next-auth clears the cookie even where the row could not be ended; a copy of the cookie would live on.
  if (input.segments[0] === 'signout' && error === null && previousSessionId && !attempt.revoked)
    throw new AppError('unavailable', 'The session could not be ended. Try again.');
  if (input.form.json !== 'true') return toResponse(answer, 302, '', location);
  return toResponse(answer, toStatus(error), JSON.stringify({ url: location }), null);
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
  if (action === 'signin') return isProvider;
  return action === 'callback' && auth.demo && id === 'demo';
}

function toResponse(answer: AuthResponse, status: number, body: string, location: string | null): Response {
  const headers = new Headers(answer.cookies.map((cookie): [string, string] => ['Set-Cookie', cookie]));
  if (location !== null) headers.set('Location', location);
  if (body) headers.set('Content-Type', 'application/json');
  return new Response(body || null, { status, headers });
}
