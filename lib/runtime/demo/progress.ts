import 'server-only';
import { say } from '@/lib/runtime/say';

/** A wait of which nothing is seen for longer looks like one without an end. */
const QUIET_MS = 3_000;

/** A line for each step with the seconds it took, and one before where it takes long, so that a wait has a name. */
export function createProgress(): { step: (text: string) => void; done: () => void } {
  let current: { text: string; since: number; timer: NodeJS.Timeout } | null = null;
  const done = (): void => {
    clearTimeout(current?.timer);
    if (current) say(`✓ ${current.text} (${((performance.now() - current.since) / 1000).toFixed(1)} s)`);
    current = null;
  };
  return {
    step(text) {
      done();
      const timer = setTimeout(() => say(`… ${text}`), QUIET_MS);
      current = { text, since: performance.now(), timer };
    },
    done,
  };
}
