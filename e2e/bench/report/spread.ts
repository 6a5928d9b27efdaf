/** What a row of durations amounts to. */
export interface Spread {
  p50: number;
  p95: number;
  most: number;
}

/** Throws where there is nothing to speak of. */
export function toSpread(values: readonly number[]): Spread {
  if (values.length === 0) throw new Error('nothing was measured');
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
  return { p50: at(0.5), p95: at(0.95), most: at(1) };
}
