import 'server-only';
import { findActor } from '@/lib/auth/find-actor';
import { toContext } from '@/lib/auth/to-context';
import type { Entry } from '@/lib/contract/operation';
import { AppError } from '@/lib/domain/errors';
import { holds } from '@/lib/domain/grant';
import { PERMISSIONS, type Permission } from '@/lib/domain/permission';
import type { Context } from '@/lib/domain/ports/context';
import type { System } from '@/lib/runtime/system';
import { recordRefusal } from '@/lib/services/record-refusal';
import { findNamedSecret } from './find-named-secret';
import { limits } from './limits';
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

/** Throws `forbidden`, and writes the refusal down, where a person holds `permission` nowhere. */
export async function requirePermission(
  ctx: Context,
  permission: Entry,
  visit: Visit,
  params: Record<string, unknown>,
): Promise<void> {
  if (permission === 'signed-in' || permission === 'anyone' || holds(ctx.actor.grants, permission)) return;
  await noteRefusal(ctx, permission, visit, params);
  throw new AppError('forbidden', `You may not ${PERMISSIONS[permission].can}: this needs ${permission}.`);
}

async function noteRefusal(
  ctx: Context,
  action: Permission,
  visit: Visit,
  params: Record<string, unknown>,
): Promise<void> {
  try {
    const secret = await findNamedSecret(ctx, visit.route, params);
    await recordRefusal(ctx, { action, code: 'forbidden', secret, why: `${visit.method} ${visit.route}` });
  } catch {
    // The answer is no either way; what is missing in the ledger is at least in the log.
    ctx.log.error({ action, requestId: ctx.requestId }, 'a refusal could not be written to the ledger');
  }
}
