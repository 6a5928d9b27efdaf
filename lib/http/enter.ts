import 'server-only';
import { findActor } from '@/lib/auth/find-actor';
import { toContext } from '@/lib/auth/to-context';
import type { Entry } from '@/lib/contract/operation';
import { AppError } from '@/lib/domain/errors';
import { holds } from '@/lib/domain/grant';
import { PERMISSIONS } from '@/lib/domain/permission';
import type { Context } from '@/lib/domain/ports/context';
import { limits } from '@/lib/runtime/limits';
import type { System } from '@/lib/runtime/system';
import { findNamedSecret } from './find-named-secret';
import type { Visit } from './log-request';
import { toClientAddress } from './trusted-headers';

const stranger = (why: string) => new AppError('unauthenticated', why);

/** Who asks. Throws `unauthenticated` for strangers, before anything that they sent is looked at. */
export async function requirePerson(system: System, headers: Headers, visit: Visit): Promise<Context> {
  // There are no API tokens yet: whoever sends one must not be taken for the cookie's owner.
  const actor = headers.has('authorization') ? null : await findActor(system, headers.get('cookie'));
  if (!actor) {
    limits().strangers.take(toClientAddress(headers), system.now());
    throw stranger(headers.has('authorization') ? 'Tokens are not accepted here.' : 'Sign in first.');
  }
  visit.actorId = actor.id;
  const isRead = visit.method === 'GET' || visit.method === 'HEAD';
  (isRead ? limits().reads : limits().acts).take(actor.id, system.now());
  return toContext(system, actor, visit.requestId);
}

/** Whether they still are who they were, for a stream that goes on: no request of theirs, and no activity. */
export async function requireStillPerson(system: System, headers: Headers, visit: Visit): Promise<Context> {
  const actor = await findActor(system, headers.get('cookie'), { peek: true });
  if (!actor) throw stranger('Sign in first.');
  return toContext(system, actor, visit.requestId);
}

/** Throws `forbidden` where a person holds `permission` nowhere. */
export function requirePermission(ctx: Context, permission: Entry): void {
  if (permission === 'signed-in' || permission === 'anyone' || holds(ctx.actor.grants, permission)) return;
  throw new AppError('forbidden', `You may not ${PERMISSIONS[permission].can}: this needs ${permission}.`, {
    refused: permission,
  });
}

/** What the ledger keeps of a refusal: the route, and the secret that it names where the person sees it. */
export async function toRefusal(ctx: Context, visit: Visit, params: Record<string, unknown>) {
  // Where the store cannot be asked either, the entry does without the secret.
  const secret = await findNamedSecret(ctx, visit.route, params).catch(() => null);
  return { secret, why: `${visit.method} ${visit.route}` };
}
