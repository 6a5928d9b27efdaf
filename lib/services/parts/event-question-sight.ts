import 'server-only';
import { toKeptSince } from '@/lib/domain/athena/event-question';
import { AppError, notFound } from '@/lib/domain/errors';
import { seesEverything } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import type { EventQuestion } from '@/lib/domain/ports/event-question-store';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import { toScopeId } from '@/lib/domain/scope';
import { sightOf } from './authorize';
import { getReadableSecret } from './readable-secret';
import { visibleScopes } from './visible-scopes';

export function seesAllHistory(ctx: Context): boolean {
  const { inventory, history } = sightOf(ctx);
  return seesEverything(inventory) && seesEverything(history);
}

/**
 * The secret that is asked about. Without one only who sees everything asks: how many there are, and where an answer is cut,
 * would tell of the others.
 */
export async function requireAskable(ctx: Context, secretId: string | null): Promise<InventoryRow | null> {
  if (secretId !== null) return getReadableSecret(ctx, secretId);
  if (seesAllHistory(ctx)) return null;
  throw new AppError('forbidden', 'Whoever does not see everything asks about one secret.', {
    refused: 'history.read',
  });
}

/** Scopes whose trail may tell of a secret: a replica is read in its own region. Without one, all in sight. */
export async function scopesToAsk(ctx: Context, secret: InventoryRow | null): Promise<string[]> {
  const ids = (await visibleScopes(ctx)).map(({ scope }) => scope.id);
  if (secret === null) return ids;
  const own = new Set([secret.scopeId, ...secret.replicas.map(({ region }) => toScopeId(secret.accountId, region))]);
  return ids.filter((id) => own.has(id));
}

/** One's own, about what is still in sight: else there is no such question. */
export async function getOwnQuestion(
  ctx: Context,
  id: string,
): Promise<{ question: EventQuestion; secretName: string | null }> {
  const question = await ctx.store.eventQuestions.find(id, ctx.actor.id, toKeptSince(ctx.now()));
  if (question === null) throw notFound('question');
  // What one might ask once, and may not any more, is none of one's own.
  if (question.secretId === null && !seesAllHistory(ctx)) throw notFound('question');
  const secret = await requireAskable(ctx, question.secretId);
  return { question, secretName: secret?.name ?? null };
}
