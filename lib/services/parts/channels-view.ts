import 'server-only';
import type { ChannelView, DeliveryView } from '@/lib/contract/notifications';
import { TEST } from '@/lib/domain/notification/occasion';
import { SEND_PROBLEMS, type SendProblem } from '@/lib/domain/notification/send-problem';
import type { Context } from '@/lib/domain/ports/context';
import type { ChannelHealth, TroubledDelivery } from '@/lib/domain/ports/notification-store';
import { toWire, toWireOrNull } from './wire-time';

/** Of each channel; the rest is counted. */
const SHOWN = 5;

const NEVER: Omit<ChannelHealth, 'name'> = {
  sent: 0,
  failed: 0,
  sentAt: null,
  failures: 0,
  failingSince: null,
  tryAt: null,
  problem: null,
  status: null,
  goneAt: null,
};

const toProblemView = (problem: SendProblem | null, status: number | null) =>
  problem && { code: problem, ...SEND_PROBLEMS[problem], status };

const toDeliveryView = (delivery: TroubledDelivery): DeliveryView => ({
  id: delivery.id,
  occasion: delivery.occasion,
  madeAt: toWire(delivery.madeAt),
  attempts: delivery.attempts,
  state: delivery.state,
  problem: toProblemView(delivery.problem, delivery.status),
  nextAt: delivery.state === 'waiting' ? toWire(delivery.nextAt) : null,
});

/** The channels as they are configured, and how each is doing. */
export async function findChannels(ctx: Context): Promise<ChannelView[]> {
  const { notifications } = ctx.store;
  const names = ctx.config.notifications.channels.map(({ name }) => name);
  const [{ channels: kept, counts }, deliveries] = await Promise.all([
    notifications.health(),
    notifications.troubled(names, SHOWN),
  ]);
  return ctx.config.notifications.channels.map((channel) => {
    const { name } = channel;
    const { sent, failed, ...health } = kept.find((one) => one.name === name) ?? NEVER;
    const count = counts.find((one) => one.channel === name);
    const mine = deliveries.filter((one) => one.channel === name);
    const test = mine.find(({ occasion }) => occasion === TEST);
    const rests = health.tryAt !== null && health.tryAt > ctx.now();
    return {
      ...channel,
      occasions: [...channel.occasions],
      environments: channel.environments && [...channel.environments],
      accounts: channel.accounts && [...channel.accounts],
      sent,
      failed,
      sentAt: toWireOrNull(health.sentAt),
      failingSince: toWireOrNull(health.failingSince),
      restsUntil: rests ? toWireOrNull(health.tryAt) : null,
      goneSince: toWireOrNull(health.goneAt),
      problem: toProblemView(health.problem, health.status),
      waiting: count?.waiting ?? 0,
      dead: count?.dead ?? 0,
      troubled: mine.filter(({ occasion }) => occasion !== TEST).map(toDeliveryView),
      lastTest: test ? toDeliveryView(test) : null,
    };
  });
}
