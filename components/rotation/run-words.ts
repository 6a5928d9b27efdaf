import type { RunView } from '@/lib/contract/rotation';
import type { RunState } from '@/lib/domain/run';
import type { Tone } from '@/components/ui/badge';
import { targetAt } from './target-of';

export const RUN_TONES = {
  started: 'due',
  running: 'due',
  succeeded: 'ok',
  failed: 'bad',
  abandoned: 'bad',
  hung: 'bad',
  unknown: 'warn',
} as const satisfies Record<RunState, Tone>;

const WORDS = {
  started: 'started',
  running: 'running',
  succeeded: 'succeeded',
  failed: 'failed',
  abandoned: 'abandoned by AWS',
  hung: 'no sign of an end',
  unknown: 'outcome unknown',
} as const satisfies Record<RunState, string>;

/** `failed at testSecret`. */
export const runWords = ({ state, step }: Pick<RunView, 'state' | 'step'>): string =>
  step && state !== 'succeeded' && state !== 'started' ? `${WORDS[state]} at ${step}` : WORDS[state];

const LOOK =
  'See which value works there before a pending label is cleared: it may be all that names the one that does.';

const END_WORDS: Partial<Record<RunState, string>> = {
  failed: `AWSCURRENT has not moved, but the other system may have the new value already. ${LOOK} AWS may try it again while its window is open.`,
  abandoned: `AWS gave up on it. A version may still hold AWSPENDING, which blocks the next rotation. ${LOOK}`,
  hung: 'It may still end. Look at the log of the rotation function; the versions below show whether one still holds AWSPENDING.',
  unknown: 'It is not known how it ended. The versions below show which one is current.',
};

const UNTOUCHED =
  'The current value is unchanged, and nothing outside Secrets Manager was touched. Fix the cause, check that no pending label is left, and rotate again.';

/** The safe next step after a run that did not succeed. */
export const runAdvice = ({ state, step }: Pick<RunView, 'state' | 'step'>): string | null =>
  state === 'failed' && targetAt(step) === 'untouched' ? UNTOUCHED : (END_WORDS[state] ?? null);
export const hasEnded = (state: RunState): boolean => state !== 'started' && state !== 'running';
