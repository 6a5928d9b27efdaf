import 'server-only';
import { say } from '@/lib/runtime/say';

/** A line for each step with the seconds it took, so that a wait has a name. */
export function createProgress(): { step: (text: string) => void; done: () => void } {
  let current: { text: string; since: number } | null = null;
  const done = (): void => {
    if (current) say(`✓ ${current.text} (${((performance.now() - current.since) / 1000).toFixed(1)} s)`);
    current = null;
  };
  return {
    step(text) {
      done();
      current = { text, since: performance.now() };
    },
    done,
  };
}
