/** `09:05`, UTC. */
export const clock = (at: Date): string => at.toISOString().slice(11, 16);

export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

/** `2026-11-20 09:05 UTC`. */
export const minuteOf = (at: Date): string => `${at.toISOString().slice(0, 10)} ${clock(at)} UTC`;

const MOST_NAMED = 5;

/** `a, b and 3 more`. */
export function listed(values: readonly string[]): string {
  const named = values.slice(0, MOST_NAMED);
  const more = values.length - named.length;
  if (more > 0) return `${named.join(', ')} and ${more} more`;
  return named.length > 1 ? `${named.slice(0, -1).join(', ')} and ${named.at(-1)}` : (named[0] ?? 'none');
}

/** Hours of the day as spans: `08–11 and 14–15`. An hour lasts until the next. */
export function spansOfHours(hours: readonly number[]): string {
  const sorted = [...new Set(hours)].toSorted((one, other) => one - other);
  const spans: [number, number][] = [];
  for (const hour of sorted) {
    const last = spans.at(-1);
    if (last && last[1] === hour) last[1] = hour + 1;
    else spans.push([hour, hour + 1]);
  }
  const two = (hour: number): string => String(hour).padStart(2, '0');
  return listed(spans.map(([from, to]) => `${two(from)}–${two(to)}`));
}
