/** Of very many of a kind the number, and the first. */
export interface Few<T> {
  count: number;
  first: T[];
}

export const MOST_NAMED = 20;

export const noneYet = <T>(): Few<T> => ({ count: 0, first: [] });

export function addTo<T>(few: Few<T>, one: T): void {
  few.count += 1;
  if (few.first.length < MOST_NAMED) few.first.push(one);
}
