import { z } from 'zod';

const csrf = z.object({ csrfToken: z.string() });
const answer = z.object({ url: z.string() });

/**
 * Posts to the sign-in library's own routes and tells where to go on; null where that failed. The
 * browser then goes there by itself: a form's redirect to another host is what `form-action 'self'` forbids.
 */
export async function postAuth(path: string, fields: Record<string, string>): Promise<string | null> {
  try {
    const token = csrf.parse(await (await fetch('/api/auth/csrf', { cache: 'no-store' })).json());
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({ ...fields, ...token, json: 'true' }),
    });
    return answer.parse(await response.json()).url;
  } catch {
    return null;
  }
}
