/** How two lots of times, taken in turns, stand to each other. */
export interface Apart {
  /** How often one of the second lot took longer than one of the first: 0.5 where they are alike (Mann-Whitney's U, as a share). */
  share: number;
  /** Of the second above the first, in milliseconds. */
  medianMs: number;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

/** Ranks do not mind that some requests wait for a collection of garbage, or for another process. */
export function compareTimes(first: readonly number[], second: readonly number[]): Apart {
  const later = second.flatMap((b) => first.map((a): number => (b === a ? 0.5 : Number(b > a))));
  return {
    share: later.reduce((sum, one) => sum + one, 0) / later.length,
    medianMs: median(second) - median(first),
  };
}

/**
 * Of 80 pairs that are alike the share strays by 0.046 (standard deviation, √(1/6n)): 0.2 is more than four times
 * that. A difference below the fifth of a millisecond is not told over a network, whatever its sign.
 */
export const PAIRS = 80;
const FARTHEST = 0.2;
const LEAST_MS = 0.2;

export const areApart = ({ share, medianMs }: Apart): boolean =>
  Math.abs(share - 0.5) > FARTHEST && Math.abs(medianMs) > LEAST_MS;
