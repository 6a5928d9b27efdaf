import 'server-only';
import type { SystemContext } from '@/lib/domain/ports/context';

/** Longer than any act may take, with every timeout and retry of its calls. */
const OPEN_MILLISECONDS = 2 * 60_000;

/** An act that was asked for and has no end: the process died between. Its outcome is unknown, and the ledger says so. */
export async function closeOpenActs(ctx: SystemContext, now: Date): Promise<void> {
  const open = await ctx.store.ledger.openActs(new Date(now.getTime() - OPEN_MILLISECONDS));
  for (const { actId, action, actor, secret, reason, requestId, detail } of open) {
    const entry = { actId, action, actor, secret, reason, requestId, detail };
    await ctx.store.ledger.append({ ...entry, phase: 'unknown', code: null, count: 1 }, now);
    ctx.log.warn({ room: 'sync', actId, action }, 'an act has no end; its outcome is unknown');
  }
}
