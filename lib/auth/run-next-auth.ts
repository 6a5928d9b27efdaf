import 'server-only';
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

type Handler = (request: object, response: AuthResponse) => Promise<unknown>;

/**
 * Runs next-auth on what we took from the request and on nothing else: in its App Router form it
 * reads Next's own headers, so that a forged X-Forwarded-Host would decide where it redirects to.
 */
export async function runNextAuth(
  options: AuthOptions,
  publicUrl: string,
  request: AuthRequest,
): Promise<AuthResponse> {
  // next-auth 4 takes its own address from the environment alone.
  process.env.NEXTAUTH_URL = publicUrl;
  const response = new AuthResponse();
  const { method, segments, query, form, cookies } = request;
  const handler: Handler = toFactory(NextAuth)(options);
  await handler({ method, query: { ...query, nextauth: segments }, body: form, cookies, headers: {} }, response);
  return response;
}

/** Node imports this CommonJS module as `{ default }`, bundlers as the function itself; tests run in one, the build in the other. */
function toFactory(imported: typeof NextAuth): (options: AuthOptions) => Handler {
  const inner: unknown = Reflect.get(imported, 'default');
  return typeof inner === 'function' ? (options) => Reflect.apply(inner, null, [options]) : imported;
}
