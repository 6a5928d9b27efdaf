import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { randomUUID } from 'node:crypto';
import type { Actor } from '@/lib/domain/actor';
import type { Context } from '@/lib/domain/ports/context';
import type { AuthSystem } from './auth-system';
import { HOME, toCallbackPath } from './callback-path';
import { findActor } from './find-actor';
import { findSignedOut } from './signed-out';
import { toContext } from './to-context';

/** Set by proxy.ts on every page's request, over whatever the client sent. */
const PATH_HEADER = 'x-keyledger-path';

/** Counts a request of nobody who is known; throws where there were too many. */
type MeetStranger = (headers: Headers) => void;

/** For pages: who is signed in; everyone else is sent to sign in and comes back afterwards. */
async function requireActor(system: AuthSystem, meetStranger: MeetStranger): Promise<Actor> {
  const sent = await headers();
  // A name that is not ours leading here is how a rebound DNS name would read us.
  if (!system.web.hosts.includes(sent.get('host')?.toLowerCase() ?? '')) redirect(`${system.auth.publicUrl}/sign-in`);
  // A token opens no page, and who sends one is not taken for the cookie's owner.
  const actor = sent.has('authorization') ? null : await findActor(system, sent.get('cookie'));
  if (actor) return actor;
  meetStranger(sent);
  const path = toCallbackPath(sent.get(PATH_HEADER), system.web.origins);
  return redirect(path === HOME ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`);
}

/** For the sign-in page: the provider at which someone has just signed out, who brings back `state`. */
export const signedOutAt = async ({ auth }: AuthSystem, state: string | undefined): Promise<string | null> =>
  findSignedOut(auth, (await headers()).get('cookie'), state);

/** For the sign-in page: who is signed in already. The page goes on without where the store cannot say. */
export async function peekActor(system: AuthSystem, meetStranger: MeetStranger): Promise<Actor | null> {
  const sent = await headers();
  const actor = await findActor(system, sent.get('cookie'), { peek: true }).catch(() => null);
  if (!actor) meetStranger(sent);
  return actor;
}

/** For pages: the context that the verbs take. The request's id is the one that our server gave it. */
export async function requireContext(system: AuthSystem, meetStranger: MeetStranger): Promise<Context> {
  return toContext(
    system,
    await requireActor(system, meetStranger),
    (await headers()).get('x-request-id') ?? randomUUID(),
  );
}
