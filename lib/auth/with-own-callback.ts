import 'server-only';
import type { AuthSystem } from './auth-system';
import { toCallbackPath } from './callback-path';
import { toCookieName } from './cookies';
import type { AuthRequest } from './run-next-auth';

/**
 * Where to go afterwards, as a path of ours wherever it stands: an address that next-auth cannot read it takes for a
 * mistake in its configuration (500, and a line in the log), and a cookie of a neighbour would keep a browser out.
 */
export function withOwnCallback<R extends AuthRequest>({ auth, web }: AuthSystem, request: R): R {
  const name = toCookieName('callbackUrl', auth.secureCookies);
  const { [name]: left, ...cookies } = request.cookies;
  // In an address it means nothing: who signs in says it in the form, and providers say nothing of it.
  const { callbackUrl: _, ...query } = request.query;
  return {
    ...request,
    query,
    cookies: left === undefined ? cookies : { ...cookies, [name]: toCallbackPath(left, web.origins) },
  };
}
