import 'server-only';
import { randomUUID } from 'node:crypto';
import { notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { recordAct } from './parts/record-act';

/** DELETE /api/tokens/{id}: ends it now; its next request is refused, and its streams stop within seconds. */
export async function endToken(ctx: Context, input: { id: string }): Promise<void> {
  authorize(ctx, 'token.manage');
  const token = await ctx.store.tokens.find(input.id);
  if (!token || token.endedAt) throw notFound('token');
  const record = {
    actId: randomUUID(),
    action: 'token.manage',
    secret: null,
    reason: null,
    detail: { what: 'end', token: token.id, name: token.name, person: token.person.email ?? token.person.name },
  } as const;
  await recordAct(ctx, record, async () => {
    await ctx.store.tokens.end(token.id, ctx.actor.name, ctx.now());
    return { result: null, detail: {} };
  });
}
