import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { AnchorSink } from '@/lib/domain/ports/anchor-sink';
import type { SystemContext } from '@/lib/domain/ports/context';

const BATCH = 100;
const FIRST_WAIT_MILLISECONDS = 5_000;
const LONGEST_WAIT_MILLISECONDS = 600_000;

/**
 * Brings to each place what it does not have yet, the oldest first. A place that fails is tried again, ever later, and
 * its health says why: the ledger goes on without it, since an act is held up by its own record alone.
 */
export async function sendAnchors(
  ctx: SystemContext,
  sinks: readonly AnchorSink[],
  signal: AbortSignal,
): Promise<void> {
  const known = new Map((await ctx.store.anchors.sinks()).map((sink) => [sink.name, sink]));
  for (const sink of sinks) {
    const health = known.get(sink.name);
    if (health?.tryAt && isResting(health.tryAt, ctx.now())) continue;
    try {
      await send(ctx, sink, health?.delivered ?? 0, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      await fail(ctx, sink.name, health?.failures ?? 0, error);
    }
  }
}

/** A time later than any that is set here was set by a clock that was wrong, or by somebody else. */
const isResting = (tryAt: Date, now: Date): boolean =>
  tryAt > now && tryAt.getTime() - now.getTime() <= LONGEST_WAIT_MILLISECONDS;

async function send(ctx: SystemContext, sink: AnchorSink, delivered: number, signal: AbortSignal): Promise<void> {
  for (let number = delivered; !signal.aborted;) {
    const anchors = await ctx.store.anchors.after(number, BATCH);
    const last = anchors.at(-1)?.anchor;
    if (!last) return;
    await sink.put(anchors);
    await ctx.store.anchors.recordDelivery(sink.name, last.number, ctx.now());
    number = last.number;
  }
}

async function fail(ctx: SystemContext, name: string, failures: number, error: unknown): Promise<void> {
  const known = error instanceof AppError ? error : null;
  const wait = Math.min(LONGEST_WAIT_MILLISECONDS, FIRST_WAIT_MILLISECONDS * 2 ** Math.min(failures, 20));
  const now = ctx.now();
  const problem = known?.message ?? 'Keyledger itself failed to write there.';
  const remedy = known?.remedy ?? "Look at the worker's log. It tries again by itself.";
  await ctx.store.anchors.recordFailure(name, { problem, remedy, tryAt: new Date(now.getTime() + wait) }, now);
  const fields = { room: 'sync', kind: name, failures: failures + 1, afterSeconds: wait / 1000 };
  ctx.log.error({ ...fields, error: known?.message ?? 'unknown' }, 'an anchor did not arrive');
}
