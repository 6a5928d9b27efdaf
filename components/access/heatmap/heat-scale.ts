/** Steps of the colour scale; 0 is none. */
export const LEVELS = 5;
/** The darkest stands for at least so many, or one read a day would look like a thousand. */
const LEAST = 10;

/** The largest count of each step, of which each spans as many times more than the one before: people beside pollers. */
export function planScale(counts: readonly number[]): number[] {
  const most = counts.reduce((highest, count) => Math.max(highest, count), LEAST);
  return Array.from({ length: LEVELS }, (_, at) =>
    at === LEVELS - 1 ? most : Math.ceil(most ** ((at + 1) / LEVELS) - 1e-9),
  );
}

export const levelOf = (count: number, scale: readonly number[]): number =>
  count === 0 ? 0 : 1 + scale.findIndex((edge) => count <= edge);

/** `1–6`, `7–36`, …; one number where a step holds one. */
export function describeScale(scale: readonly number[]): string[] {
  const words = (count: number): string => count.toLocaleString('en');
  return scale.map((edge, at) => {
    const from = (scale[at - 1] ?? 0) + 1;
    return from === edge ? words(edge) : `${words(from)}–${words(edge)}`;
  });
}
