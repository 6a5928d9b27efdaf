import type { WaveDetail, WaveItemView, WaveView } from '@/lib/contract/waves';
import type { WaveItemState, WaveState } from '@/lib/domain/wave/wave';
import type { Tone } from '@/components/ui/badge';

type Counts = WaveView['counts'];

export const WAVE_STATES = ['draft', 'running', 'paused', 'finished', 'aborted'] as const satisfies readonly WaveState[]; // prettier-ignore
export const ITEM_STATES = ['waiting', 'running', 'succeeded', 'failed', 'skipped'] as const satisfies readonly WaveItemState[]; // prettier-ignore

const WAVE_TONES = {
  draft: 'off',
  running: 'due',
  paused: 'warn',
  finished: 'ok',
  aborted: 'bad',
} as const satisfies Record<WaveState, Tone>;

export const ITEM_TONES = {
  waiting: 'off',
  running: 'due',
  succeeded: 'ok',
  failed: 'bad',
  skipped: 'warn',
} as const satisfies Record<WaveItemState, Tone>;

export const countWords = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

export const allOf = ({ waiting, running, succeeded, failed, skipped }: Counts): number =>
  waiting + running + succeeded + failed + skipped;

/** What was finished with failures is not fine. */
export const waveTone = ({ state, counts }: Pick<WaveView, 'state' | 'counts'>): Tone =>
  state === 'finished' && counts.failed > 0 ? 'bad' : WAVE_TONES[state];

const PARTS = [
  ['succeeded', 'rotated', 'fill-ok'],
  ['failed', 'failed', 'fill-bad'],
  ['skipped', 'skipped', 'fill-off'],
  ['running', 'under way', 'fill-due'],
] as const;

/** The parts of its bar, from the left; what waits is the rest of it. */
export const toParts = (counts: Counts) =>
  PARTS.map(([key, name, fill]) => ({ key, name: `${counts[key].toLocaleString('en')} ${name}`, fill, value: counts[key] })).filter(({ value }) => value > 0); // prettier-ignore

/** `3 of 12 rotated, 1 failed`. */
export function progressWords(counts: Counts): string {
  const rest = PARTS.slice(1).flatMap(([key, name]) => (counts[key] > 0 ? [`${counts[key].toLocaleString('en')} ${name}`] : [])); // prettier-ignore
  const rotated = `${counts.succeeded.toLocaleString('en')} of ${allOf(counts).toLocaleString('en')} rotated`;
  return [rotated, ...rest].join(', ');
}

/** How it stands, in one sentence; whatever a person wrote stands beside it. */
export function stateWords({ state, counts, dryRun }: Pick<WaveDetail, 'state' | 'counts' | 'dryRun'>): string {
  if (state === 'draft') return dryRunWords(dryRun);
  const so = progressWords(counts);
  if (state === 'running') return `Going on: ${so}.`;
  if (state === 'finished') return `At its end: ${so}.`;
  const goesOn = counts.running > 0 ? ' What AWS has begun goes on to its end.' : '';
  return state === 'paused' ? `Nothing more begins: ${so}.${goesOn}` : `Ended before its time: ${so}.${goesOn}`;
}

function dryRunWords(dryRun: WaveDetail['dryRun']): string {
  if (dryRun === null) return 'Nothing is rotated yet.';
  const { ready, blocked } = dryRun;
  const rest = blocked === 0 ? 'nothing is in the way' : `${countWords(blocked, 'is', 'are')} blocked and would be skipped`; // prettier-ignore
  return `A dry run, and nothing is rotated yet: ${countWords(ready, 'secret')} can be rotated now, ${rest}.`;
}

const SOURCES = {
  ids: 'selected secrets',
  filter: 'what matched a filter',
  principal: 'what a principal read',
  review: 'what unexpected readers of a review read',
} as const satisfies Record<NonNullable<WaveView['source']>['kind'], string>;

/** Of what it was made, in a list; its page leads there. */
export function sourceWords(source: WaveView['source']): string {
  if (source === null) return 'more than you see';
  return source.since === null ? SOURCES[source.kind] : `${SOURCES[source.kind]} since ${source.since}`;
}

/** `one at a time, 5 minutes between two`. */
export function paceWords({ concurrency, pauseSeconds }: Pick<WaveView, 'concurrency' | 'pauseSeconds'>): string {
  const many = concurrency === 1 ? 'one at a time' : `${concurrency.toLocaleString('en')} at once`;
  return pauseSeconds === 0 ? `${many}, no pause between` : `${many}, ${spanWords(pauseSeconds)} between two`;
}

function spanWords(seconds: number): string {
  if (seconds % 3600 === 0) return countWords(seconds / 3600, 'hour');
  return seconds % 60 === 0 ? countWords(seconds / 60, 'minute') : countWords(seconds, 'second');
}

export const stopWords = (stopAfter: number | null): string => {
  if (stopAfter === null) return 'never: it goes on whatever fails';
  return stopAfter === 1 ? 'at the first failure' : `at ${stopAfter.toLocaleString('en')} failures`;
};

/** Which stage of the wave it is in, counted from 1; null: of one that is not in sight. */
export function stageOf({ stages }: Pick<WaveDetail, 'stages'>, { stage }: Pick<WaveItemView, 'stage'>): number | null {
  const at = stages.findIndex((one) => one.depth === stage.depth && one.environments.includes(stage.environment));
  return at === -1 ? null : at + 1;
}
