/** `draft`: chosen and ordered, to be looked at. `paused`: by a person or by its own stop rule. The last two are ends. */
export const WAVE_STATES = ['draft', 'running', 'paused', 'finished', 'aborted'] as const;
export type WaveState = (typeof WAVE_STATES)[number];

/** Of one secret in a wave; what began is told by its run. `failed`: also a run of which nobody knows how it ended. */
export const WAVE_ITEM_STATES = ['waiting', 'running', 'succeeded', 'failed', 'skipped'] as const;
export type WaveItemState = (typeof WAVE_ITEM_STATES)[number];

/** No more than one person may rotate in an hour (hourly-limits.ts). */
export const MOST_IN_WAVE = 1000;
export const MOST_AT_ONCE = 50;
export const LONGEST_PAUSE_SECONDS = 86_400;

/** How a wave goes. */
export interface WavePace {
  /** Rotations under way at once. */
  concurrency: number;
  /** None begins sooner after another one of the wave began or ended. */
  pauseSeconds: number;
  /** With so many failed ones the wave pauses; null: it goes on whatever fails. */
  stopAfter: number | null;
}

/** So long after somebody started or resumed it a wave pauses: who may rotate so much is to look at it now and then. */
export const WAVE_DAYS = 7;

/** That one person has; one that nobody starts for so long is forgotten. */
export const MOST_DRAFTS = 20;
export const DRAFT_DAYS = 30;
