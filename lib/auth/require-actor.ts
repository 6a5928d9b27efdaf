import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { randomUUID } from 'node:crypto';
import type { Actor } from '@/lib/domain/actor';
import type { Context } from '@/lib/domain/ports/context';
import type { AuthSystem } from './auth-system';
import { HOME, toCallbackPath } from './callback-path';
import { findActor } from './find-actor';
import { toContext } from './to-context';

/** Set by proxy.ts on every page's request, over whatever the client sent. */
const PATH_HEADER = 'x-keyledger-path';

/** For pages: who is signed in; everyone else is sent to sign in and comes back afterwards. */
export async function requireActor(system: AuthSystem): Promise<Actor> {
  const sent = await headers();
  // A name that is not ours leading here is how a rebound DNS name would read us.
  if (!system.web.hosts.includes(sent.get('host')?.toLowerCase() ?? '')) redirect(`${system.auth.publicUrl}/sign-in`);
  const actor = await findActor(system, sent.get('cookie'));
  if (actor) return actor;
  const path = toCallbackPath(sent.get(PATH_HEADER), system.web.origins);
  return redirect(path === HOME ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`);
}

/** For pages: the context that the verbs take. The request's id is the one that our server gave it. */
export async function requireContext(system: AuthSystem): Promise<Context> {
  return toContext(system, await requireActor(system), (await headers()).get('x-request-id') ?? randomUUID());
}
