import type { Reader } from '@/lib/domain/ports/history-store';

export type Rhythm = Pick<Reader, 'firstAt' | 'lastAt' | 'reads' | 'medianIntervalSeconds'>;

/**
 * `steady`: refetches every `seconds`. `at-start`: reads come in bursts with long silence between, as
 * of a program that fetches once each time it starts. `rare`: too few reads to tell.
 */
export type Cadence = { is: 'steady'; seconds: number } | { is: 'at-start' } | { is: 'rare'; reads: number };

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
/** In a burst the median is small and the mean, which counts the silences, is many times as long. */
const BURST_MEDIAN = 2 * MINUTE;
const BURST_MEAN = HOUR;

export function toCadence({ firstAt, lastAt, reads, medianIntervalSeconds: median }: Rhythm): Cadence {
  if (reads < 3 || median === null || !Number.isFinite(median) || median < 0) return { is: 'rare', reads };
  const mean = (lastAt.getTime() - firstAt.getTime()) / 1000 / (reads - 1);
  return median <= BURST_MEDIAN && mean >= BURST_MEAN ? { is: 'at-start' } : { is: 'steady', seconds: median };
}

const UNITS = [
  { below: 90, each: 1, unit: 's' },
  { below: 90 * MINUTE, each: MINUTE, unit: 'min' },
  { below: 20 * HOUR, each: HOUR, unit: 'h' },
  { below: Infinity, each: DAY, unit: 'days' },
];

/** A length of time in words: `45 s`, `5 min`, `7 h`, `3 days`. */
export function describeLength(seconds: number): string {
  const { each, unit } = UNITS.find(({ below }) => seconds < below) ?? { each: DAY, unit: 'days' };
  const count = Math.max(1, Math.round(seconds / each));
  return count === 1 && unit === 'days' ? '1 day' : `${count} ${unit}`;
}

/** An interval in words: `every 5 min`, `daily`, `every 3 days`, `weekly`, `monthly`. */
export function describeInterval(seconds: number): string {
  const days = seconds / DAY;
  if (days >= 20 / 24 && days <= 28 / 24) return 'daily';
  if (days >= 6.5 && days <= 7.5) return 'weekly';
  if (days >= 27 && days <= 32) return 'monthly';
  const length = describeLength(seconds);
  return length === '1 day' ? 'daily' : `every ${length}`;
}

/** How often a reader fetches the secret, in words; also `once`, `twice`, `at start only`. */
export function describeCadence(reader: Rhythm): string {
  const cadence = toCadence(reader);
  if (cadence.is === 'steady') return describeInterval(cadence.seconds);
  if (cadence.is === 'at-start') return 'at start only';
  return ['never', 'once', 'twice'][cadence.reads] ?? `${cadence.reads} times`;
}
