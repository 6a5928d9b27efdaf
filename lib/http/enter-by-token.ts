import 'server-only';
import { findToken } from '@/lib/auth/find-token';
import { toTokenActor } from '@/lib/auth/to-actor';
import { toContext } from '@/lib/auth/to-context';
import { AppError } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { toTokenState, type ApiToken } from '@/lib/domain/token/api-token';
import { isVouchedFor } from '@/lib/domain/vouching';
import { toClientAddress } from '@/lib/runtime/client-address';
import { countStranger } from '@/lib/runtime/count-stranger';
import { countKnown } from '@/lib/runtime/count-request';
import type { System } from '@/lib/runtime/system';
import { recordRefusal } from '@/lib/services/record-refusal';
import type { Visit } from './log-request';
import { noteTokenUse } from './note-token-use';

/** One answer for all that is no live token: which of them it was is nobody's to learn. */
export const invalidToken = () =>
  new AppError('unauthenticated', 'This is no token that is valid here.', { challenge: 'invalid_token' });

/** Who the `Authorization` header says that it is. A cookie beside it counts for nothing. */
export async function requireToken(system: System, headers: Headers, stated: string, visit: Visit): Promise<Context> {
  const [now, address] = [system.now(), toClientAddress(headers)];
  const token = await findToken(system, stated);
  const why = token && whyDead(system, token, now);
  if (!token || why !== null) {
    // First: whoever is over the limit has nothing written for them.
    countStranger(headers, now);
    // Not waited for, so that how long the answer takes says nothing either.
    if (token && why) void noteDeadUse(toTokenContext(system, token, visit), { why, address });
    throw invalidToken();
  }
  const ctx = toTokenContext(system, token, visit);
  visit.actorId = ctx.actor.id;
  countKnown(visit.count, { by: 'token', key: token.id }, now);
  await noteTokenUse(ctx, token, address);
  return ctx;
}

/** Whether the token still lives, for a stream that goes on. */
export async function requireStillToken(system: System, stated: string, visit: Visit): Promise<Context> {
  const token = await findToken(system, stated);
  if (!token || whyDead(system, token, system.now()) !== null) throw invalidToken();
  return toTokenContext(system, token, visit);
}

/** null: it lives. Nobody acts for a person whose session would not hold either. */
function whyDead({ auth }: System, token: ApiToken, now: Date): string | null {
  const state = toTokenState(token, now);
  if (state !== 'live') return `the token is ${state}`;
  return isVouchedFor(token.person, auth) ? null : "its person's provider left the configuration";
}

const toTokenContext = (system: System, token: ApiToken, visit: Visit): Context =>
  toContext(system, toTokenActor(token, system.auth), visit.requestId);

/** Somebody holds what should be gone. A guess never comes here: the secret was right. */
async function noteDeadUse(ctx: Context, { why, address }: { why: string; address: string }): Promise<void> {
  const use = { action: 'token.manage', code: 'unauthenticated', why } as const;
  await recordRefusal(ctx, { ...use, detail: { what: 'use', address } }).catch(() =>
    ctx.log.error(
      { action: use.action, requestId: ctx.requestId },
      'the use of a dead token could not be written down',
    ),
  );
}
