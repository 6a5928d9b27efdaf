import 'server-only';
import type { Config } from '@/lib/config/config';
import type { ChannelConfig } from '@/lib/config/notifications-config';
import { fitBody } from '@/lib/domain/notification/fit-body';
import { toNetworks } from '@/lib/domain/ip-address';
import type { NoticeMessage } from '@/lib/domain/notification/notice';
import { signWebhook } from '@/lib/domain/notification/sign-webhook';
import { toSlackBody } from '@/lib/domain/notification/to-slack';
import { toWebhookBody } from '@/lib/domain/notification/to-webhook';
import type { Notifier } from '@/lib/domain/ports/notifier';
import { postChecked, type PostOptions } from './post-checked';

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Keyledger' };

function toRequest(
  { kind, keys }: ChannelConfig,
  origin: string,
  { id, message }: { id: string; message: NoticeMessage },
) {
  const write = kind === 'slack' ? toSlackBody : toWebhookBody;
  const body = fitBody(message, (fitting) => write(fitting, origin));
  if (kind === 'slack') return { body, headers: JSON_TYPE };
  // The time is that of the attempt, against which receivers hold their clocks.
  return { body, headers: { ...JSON_TYPE, ...signWebhook({ id, body, at: new Date() }, keys) } };
}

/** `options`: what tests put in the place of the resolver, the authorities and the clock's patience. */
export function createNotifier(
  { notifications, web }: Pick<Config, 'notifications'> & { web: Pick<Config['web'], 'publicUrl'> },
  options: Partial<PostOptions> = {},
): Notifier {
  const { channels, allowPrivate, allowLoopback } = notifications;
  const rules = { allowPrivate: toNetworks(allowPrivate), allowLoopback };
  return {
    async send(name, delivery, signal) {
      const channel = channels.find((one) => one.name === name);
      const failed = { arrived: false, status: null, retryAfterSeconds: null } as const;
      if (!channel) return { ...failed, problem: 'unconfigured' };
      const { body, headers } = toRequest(channel, web.publicUrl, delivery);
      return postChecked({ url: channel.url, headers, body, rules, signal }, options);
    },
  };
}
