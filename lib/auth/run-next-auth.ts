import 'server-only';
import { setTimeout } from 'node:timers/promises';
import NextAuth, { type AuthOptions } from 'next-auth';
import { AuthResponse } from './auth-response';

export interface AuthRequest {
  method: 'GET' | 'POST';
  /** `['callback', 'demo']`, the path below /api/auth. */
  segments: readonly string[];
  query: Record<string, string>;
  form: Record<string, string>;
  cookies: Record<string, string>;
}

/** Discovery, token, keys and userinfo have 10 s each to begin with an answer. */
const DEADLINE_MS = 30_000;

type Handler = (request: object, response: AuthResponse) => Promise<unknown>;

/**
 * Runs next-auth on what we took from the request and on nothing else: in its App Router form it
 * reads Next's own headers, so that a forged X-Forwarded-Host would decide where it redirects to. null: a
 * provider kept it waiting for too long; whatever it does still, nobody gets a cookie of it.
 */
export async function runNextAuth(
  options: AuthOptions,
  publicUrl: string,
  request: AuthRequest,
): Promise<AuthResponse | null> {
  // next-auth 4 takes its own address from the environment alone.
  process.env.NEXTAUTH_URL = publicUrl;
  const response = new AuthResponse();
  const { method, segments, query, form, cookies } = request;
  const handler: Handler = toFactory(NextAuth)(options);
  const run = handler({ method, query: { ...query, nextauth: segments }, body: form, cookies, headers: {} }, response);
  return (await endsInTime(run)) ? response : null;
}

/** False where it goes on for too long: openid-client waits for ever for an answer that began and does not end. */
async function endsInTime(run: Promise<unknown>): Promise<boolean> {
  const clock = new AbortController();
  const deadline = setTimeout(DEADLINE_MS, false, { signal: clock.signal });
  try {
    return await Promise.race([run.then(() => true), deadline]);
  } finally {
    // The clock's own rejection is nobody's business.
    deadline.catch(() => undefined);
    clock.abort();
    run.catch(() => undefined);
  }
}

/** Node imports this CommonJS module as `{ default }`, bundlers as the function itself; tests run in one, the build in the other. */
function toFactory(imported: typeof NextAuth): (options: AuthOptions) => Handler {
  const inner: unknown = Reflect.get(imported, 'default');
  return typeof inner === 'function' ? (options) => Reflect.apply(inner, null, [options]) : imported;
}
