import 'server-only';
import { toRetryAt, toRetryOrGiveUp } from '@/lib/domain/notification/plan-retry';
import { isOfMessage, type SendOutcome } from '@/lib/domain/notification/send-problem';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { DueDelivery } from '@/lib/domain/ports/notification-store';
import type { Notifier } from '@/lib/domain/ports/notifier';

/** Attempts of one slice; each may take ten seconds. */
const AT_ONCE = 20;

/** Sends what waits for a channel, one after the other; whether it may be that more waits. What fails for the channel's sake stops it. */
export async function sendWaiting(
  ctx: SystemContext,
  notifier: Notifier,
  channel: string,
  signal: AbortSignal,
): Promise<boolean> {
  const { notifications } = ctx.store;
  for (let sent = 0; sent < AT_ONCE && !signal.aborted; sent += 1) {
    const due = await notifications.claim(channel, ctx.now());
    if (!due) return false;
    const outcome = await notifier.send(channel, due, signal);
    if (outcome.arrived) await notifications.recordArrival(channel, due.id, outcome.status, ctx.now());
    else if (!(await recordFailure(ctx, channel, due, outcome))) return false;
  }
  return true;
}

/** Whether the next message may fare better. */
async function recordFailure(
  ctx: SystemContext,
  channel: string,
  { id, madeAt, attempts, message }: DueDelivery,
  { problem, status, retryAfterSeconds }: Extract<SendOutcome, { arrived: false }>,
): Promise<boolean> {
  const now = ctx.now();
  const retryAt = toRetryAt({ attempts, retryAfterSeconds, random: Math.random() }, now);
  // A person waits for what came of a test, and sends another; it is not tried again behind their back.
  const isOver = problem === 'gone' || message.occasion === 'test';
  const itself = isOfMessage(problem, status);
  await ctx.store.notifications.recordFailure(
    channel,
    id,
    {
      problem,
      status,
      retryAt: isOver ? null : toRetryOrGiveUp(retryAt, madeAt),
      channelUntil: itself || isOver ? null : retryAt,
    },
    now,
  );
  // Neither the address nor what was told: the channel's name is in the file, and the id in the receiver's log.
  ctx.log.warn(
    { room: 'sync', about: channel, id, code: problem, status, count: attempts },
    'a notification did not arrive',
  );
  return itself;
}
