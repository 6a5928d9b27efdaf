import 'server-only';
import type { SystemContext } from '@/lib/domain/ports/context';
import { tellReviews } from './tell-reviews';

const EVERY_MILLISECONDS = 2000;

/** What people did in the demo before somebody looks at it: as soon as enough of its history is read. */
export function startTelling(ctx: SystemContext): { stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const look = async (): Promise<void> => {
    const isDone = await tellReviews(ctx).catch((error: unknown) => {
      ctx.log.warn({ error }, 'the demo’s reviews could not be told');
      return true;
    });
    if (!isDone && !stopped) timer = setTimeout(() => void look(), EVERY_MILLISECONDS);
  };
  void look();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
