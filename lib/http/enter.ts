import 'server-only';
import { findActor } from '@/lib/auth/find-actor';
import { toContext } from '@/lib/auth/to-context';
import type { Entry, Operation } from '@/lib/contract/operation';
import { AppError } from '@/lib/domain/errors';
import { holds } from '@/lib/domain/grant';
import { PERMISSIONS } from '@/lib/domain/permission';
import type { Context } from '@/lib/domain/ports/context';
import { countStranger } from '@/lib/runtime/count-stranger';
import { countKnown } from '@/lib/runtime/count-request';
import type { System } from '@/lib/runtime/system';
import { findNamedSecret } from './find-named-secret';
import { requireStillToken, requireToken } from './enter-by-token';
import type { Visit } from './log-request';

const stranger = () => new AppError('unauthenticated', 'Sign in first.');

/** Who asks. Throws `unauthenticated` for strangers, before anything that they sent is looked at. */
export async function requirePerson(system: System, headers: Headers, visit: Visit): Promise<Context> {
  const stated = headers.get('authorization');
  if (stated !== null) return requireToken(system, headers, stated, visit);
  const actor = await findActor(system, headers.get('cookie'));
  if (!actor) {
    countStranger(headers, system.now());
    throw stranger();
  }
  visit.actorId = actor.id;
  countKnown(visit.count, { by: 'person', key: actor.id }, system.now());
  return toContext(system, actor, visit.requestId);
}

/** Whether they still are who they were, for a stream that goes on: no request of theirs, and no activity. */
export async function requireStillPerson(system: System, headers: Headers, visit: Visit): Promise<Context> {
  const stated = headers.get('authorization');
  if (stated !== null) return requireStillToken(system, stated, visit);
  const actor = await findActor(system, headers.get('cookie'), { peek: true });
  if (!actor) throw stranger();
  return toContext(system, actor, visit.requestId);
}

/** Throws `forbidden` where a person, or the token that acts as them, holds `permission` nowhere. */
function requirePermission(ctx: Context, permission: Entry): void {
  if (permission === 'signed-in' || permission === 'anyone' || holds(ctx.actor.grants, permission)) return;
  const { can, byToken } = PERMISSIONS[permission];
  const why =
    ctx.actor.token && !byToken
      ? `An API token may never ${can}: sign in.`
      : `You may not ${can}: this needs ${permission}.`;
  throw new AppError('forbidden', why, { refused: permission });
}

/** Throws `forbidden` where a token asks for what a person does in a session alone; the ledger has it as what was asked for. */
export function requireSession(
  ctx: Context,
  { bySessionAlone = false, permission }: Pick<Operation, 'bySessionAlone' | 'permission'>,
): void {
  if (!bySessionAlone || !ctx.actor.token) return;
  // What everybody may, signed in, is of their own sessions.
  const refused = permission === 'signed-in' || permission === 'anyone' ? 'session.end' : permission;
  throw new AppError('forbidden', 'This is not for an API token: sign in.', { refused });
}

/** Throws `forbidden` where a person lacks what an operation needs. */
export function requirePermissions(ctx: Context, operation: Pick<Operation, 'permission' | 'needsToo'>): void {
  requirePermission(ctx, operation.permission);
  if (operation.needsToo) requirePermission(ctx, operation.needsToo);
}

/** What the ledger keeps of a refusal: the route, and the secret that it names where the person sees it. */
export async function toRefusal(ctx: Context, visit: Visit, params: Record<string, unknown>) {
  // Where the store cannot be asked either, the entry does without the secret.
  const secret = await findNamedSecret(ctx, visit.route, params).catch(() => null);
  return { secret, why: `${visit.method} ${visit.route}` };
}
