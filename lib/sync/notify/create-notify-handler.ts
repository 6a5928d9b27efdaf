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
/** Soon, since the next worker that is free may be another one. */
const ELSEWHERE_SECONDS = 1;

/** What sends, and whether this process's own file, in which the channels stand, is the one that all agreed on. */
export interface Telling {
  notifier: Notifier;
  isAgreed: () => boolean;
}

/**
 * Finds what is to be told (one job), and brings it to each channel (a job each, so that none waits for another). Jobs run
 * in any worker; one whose file is late would take new channels for unknown, and removed ones for there.
 */
export const createNotifyHandler =
  (ctx: SystemContext, telling: Telling | null): Handler =>
  async ({ about }, signal) => {
    if (!telling) return null;
    const channel = readChannelKey(about);
    if (!telling.isAgreed()) return { afterSeconds: ELSEWHERE_SECONDS };
    if (channel === null) {
      await lookForNews(ctx, SOURCES, signal);
      return { afterSeconds: LOOK_SECONDS };
    }
    const isConfigured = ctx.config.notifications.channels.some(({ name }) => name === channel);
    if (!isConfigured) return null;
    const more = await sendWaiting(ctx, telling.notifier, channel, signal);
    return { afterSeconds: more ? 0 : SEND_SECONDS };
  };
