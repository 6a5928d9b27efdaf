import 'server-only';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Notifier } from '@/lib/domain/ports/notifier';
import { readChannelKey } from '@/lib/sync/queues';
import type { Handler } from '@/lib/sync/run-job';
import { lookForNews } from './look-for-news';
import { sendWaiting } from './send-waiting';
import { SOURCES } from './sources';

const LOOK_SECONDS = 10;
const SEND_SECONDS = 5;

/** Finds what is to be told (one job), and brings it to each channel (a job each, so that none waits for another). */
export const createNotifyHandler =
  (ctx: SystemContext, notifier: Notifier | null): Handler =>
  async ({ about }, signal) => {
    const channel = readChannelKey(about);
    if (channel === null) {
      await lookForNews(ctx, SOURCES, signal);
      return { afterSeconds: LOOK_SECONDS };
    }
    const isConfigured = ctx.config.notifications.channels.some(({ name }) => name === channel);
    if (!notifier || !isConfigured) return null;
    const more = await sendWaiting(ctx, notifier, channel, signal);
    return { afterSeconds: more ? 0 : SEND_SECONDS };
  };
