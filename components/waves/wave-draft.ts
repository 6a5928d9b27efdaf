import { LONGEST_WAVE_NAME, WAVE_LIMITS } from '@/lib/contract/waves';
import { toVisibleText } from '@/components/ui/visible-text';

/** As the API takes it. A principal's day can be changed. */
export type DraftSource =
  | { kind: 'ids'; ids: string[] }
  | { kind: 'filter'; filter: Record<string, string | string[]>; total: number }
  | { kind: 'principal'; principal: string; since: string }
  | { kind: 'review'; review: string };

/** As it is typed. */
export interface WaveDraft {
  name: string;
  since: string;
  concurrency: string;
  pause: string;
  stopAfter: string;
}

/** A name to begin with: no longer than one may be, of what can be typed again, and no half of a letter at its end. */
export const toWaveName = (words: string): string =>
  toVisibleText(words)
    .slice(0, LONGEST_WAVE_NAME)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();

const isWhole = (text: string, least: number, most: number): boolean =>
  /^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most;

/** What the form asks for before it lets go; the server asks again. */
export function toDraftInput(source: DraftSource, { name, since, concurrency, pause, stopAfter }: WaveDraft) {
  if (name.trim().length < 3 || (source.kind === 'principal' && since === '')) return null;
  if (!isWhole(concurrency, 1, WAVE_LIMITS.atOnce) || !isWhole(pause, 0, WAVE_LIMITS.pauseSeconds)) return null;
  if (stopAfter !== '' && !isWhole(stopAfter, 1, WAVE_LIMITS.secrets)) return null;
  return {
    name: name.trim(),
    source: source.kind === 'principal' ? { ...source, since } : source,
    concurrency: Number(concurrency),
    pauseSeconds: Number(pause),
    stopAfter: stopAfter === '' ? null : Number(stopAfter),
  };
}
