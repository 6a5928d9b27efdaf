import type { RunView } from '@/lib/contract/rotation';
import type { RunState } from '@/lib/domain/run';
import type { Tone } from '@/components/ui/badge';

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

const END_WORDS: Partial<Record<RunState, string>> = {
  failed: 'The current value is unchanged. Fix the cause, check that no pending label is left, and rotate again.',
  abandoned:
    'AWS gave up on it. A version may still hold AWSPENDING, which blocks the next rotation until it is cleared.',
  hung: 'It may still end. Look at the log of the rotation function; the versions below show whether one still holds AWSPENDING.',
  unknown: 'It is not known how it ended. The versions below show which one is current.',
};

/** The safe next step after a run that did not succeed. */
export const runAdvice = (state: RunState): string | null => END_WORDS[state] ?? null;
export const hasEnded = (state: RunState): boolean => state !== 'started' && state !== 'running';
