import 'server-only';
import type { MeView } from '@/lib/contract/system';
import { holds } from '@/lib/domain/grant';
import { PERMISSION_NAMES } from '@/lib/domain/permission';
import type { Context } from '@/lib/domain/ports/context';
import { toWireOrNull } from './parts/wire-time';

/** GET /api/me: who one is, and what one may do. Being signed in is all that it asks. */
export async function getMe(ctx: Context): Promise<MeView> {
  const { actor } = ctx;
  return {
    id: actor.id,
    name: actor.name,
    email: actor.email,
    persona: actor.persona,
    issuer: actor.issuer,
    groups: actor.groups,
    session: actor.token ? null : { authenticatedAt: toWireOrNull(actor.authenticatedAt) },
    token: actor.token,
    may: PERMISSION_NAMES.filter((permission) => holds(actor.grants, permission)),
    grants: actor.grants,
  };
}
