import { CHANNEL_KINDS, CHANNEL_NAME } from '@/lib/domain/notification/channel';
import { OCCASION_NAMES, TEST } from '@/lib/domain/notification/occasion';
import { isoTime } from './shared';
import { z } from './zod';

/** Why something did not arrive, from a closed list of words: nothing that a receiver said is kept. */
const sendProblemView = z.strictObject({
  code: z.string(),
  is: z.string(),
  mend: z.string(),
  /** Of the receiver's answer; null: there was none. */
  status: z.number().int().nullable(),
});

/** One message, without what it is about: who sees channels need not see secrets. */
const deliveryView = z.strictObject({
  id: z.string(),
  occasion: z.enum([...OCCASION_NAMES, TEST]),
  madeAt: isoTime,
  attempts: z.number().int(),
  state: z.enum(['waiting', 'sent', 'dead']),
  problem: sendProblemView.nullable(),
  /** When it is tried next; null: it has ended. */
  nextAt: isoTime.nullable(),
});
export type DeliveryView = z.infer<typeof deliveryView>;

const channelView = z.strictObject({
  name: z.string(),
  kind: z.enum(CHANNEL_KINDS),
  /** The host alone: a path may be all that it takes to write there. */
  host: z.string(),
  occasions: z.array(z.enum(OCCASION_NAMES)),
  /** null: any. */
  environments: z.array(z.string()).nullable(),
  accounts: z.array(z.string()).nullable(),
  /** Owners whose secrets lead here. */
  owners: z.array(z.string()),
  ownersOnly: z.boolean(),
  /** How many secrets each message is signed with. */
  signatures: z.number().int(),
  sent: z.number().int(),
  /** Attempts, not messages. */
  failed: z.number().int(),
  sentAt: isoTime.nullable(),
  failingSince: isoTime.nullable(),
  /** Until then nothing but a test is sent. */
  restsUntil: isoTime.nullable(),
  /** Since it answered 410 Gone, nothing but a test is sent. */
  goneSince: isoTime.nullable(),
  problem: sendProblemView.nullable(),
  waiting: z.number().int(),
  /** Given up in the last 30 days. */
  dead: z.number().int(),
  /** The newest that failed at least once. */
  troubled: z.array(deliveryView),
  lastTest: deliveryView.nullable(),
});
export type ChannelView = z.infer<typeof channelView>;

export const notificationsView = z.strictObject({
  /** How long a scope fails before that is told. */
  scopeFailingHours: z.number().int(),
  channels: z.array(channelView),
});
export type NotificationsView = z.infer<typeof notificationsView>;

export const notificationsSummary = z.strictObject({
  channels: z.number().int(),
  failing: z.number().int(),
  waiting: z.number().int(),
  dead: z.number().int(),
});

export const channelName = z.string().regex(CHANNEL_NAME, 'is no name of a channel');

/** The message waits for the worker; what came of it is the channel's `lastTest`. */
export const testAnswer = z.strictObject({ deliveryId: z.string() });
