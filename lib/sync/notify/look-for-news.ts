import 'server-only';
import { planDeliveries } from '@/lib/domain/notification/plan-deliveries';
import type { SystemContext } from '@/lib/domain/ports/context';
import { toFailureFields } from '@/lib/sync/failure-fields';
import type { Look, Sources } from './source';

/** A source that keeps finding must not keep the worker for ever. */
const MOST_ROUNDS = 100;

/**
 * Has every source look, and keeps what each found with the messages about it in one transaction. One that fails holds up no
 * other, is said in the log, and is looked at again with the next look. Throws where all failed.
 */
export async function lookForNews(ctx: SystemContext, sources: Sources, signal: AbortSignal): Promise<void> {
  const { notifications } = ctx.store;
  const { channels } = ctx.config.notifications;
  const now = ctx.now();
  const names = channels.map(({ name }) => name);
  if (channels.length === 0) {
    await notifications.stopWatch();
    return notifications.tidy(names, now);
  }
  const look = { ctx, now, since: await notifications.watch(now) };
  const failures: unknown[] = [];
  for (const [about, source] of Object.entries(sources))
    await lookWith(look, source, signal).catch((error: unknown) => {
      failures.push(error);
      ctx.log.error({ room: 'sync', about, ...toFailureFields(error) }, 'what is to be told could not be looked for');
    });
  await notifications.tidy(names, now);
  if (failures.length === Object.keys(sources).length) throw failures[0];
}

async function lookWith(look: Look, source: Sources[string], signal: AbortSignal): Promise<void> {
  const { ctx, now } = look;
  for (let round = 0; round < MOST_ROUNDS && !signal.aborted; round += 1) {
    const { notices, noted, ended, heard, more } = await source(look);
    if (noted.length + ended.length === 0 && !heard) return;
    const deliveries = planDeliveries(notices, ctx.config.notifications.channels, now);
    await ctx.store.notifications.record({ deliveries, noted, ended, ...(heard && { heard }) }, now);
    if (!more) return;
  }
}
