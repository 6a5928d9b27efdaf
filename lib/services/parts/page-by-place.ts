import 'server-only';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from './cursor';
import { positionText } from './position';

/** Where something stands in a list: by what must be done about it, then by its name, then by what it is known by. */
export type Place = readonly [rank: number, name: string, id: string];

const position = z.strictObject({ t: z.number().int().min(0).max(9), n: positionText, i: positionText });

function compare(one: Place, other: Place): number {
  for (const at of [0, 1, 2] as const) {
    const [a, b] = [one[at], other[at]];
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}

/**
 * One page of what is all in memory, in the order of its places. The cursor is a place, so that what comes, goes or moves
 * meanwhile shifts nothing else.
 */
export function pageByPlace<T>(
  all: readonly T[],
  toPlace: (one: T) => Place,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): { page: T[]; nextCursor: string | null } {
  const after = decodeCursor(cursor, position);
  const from: Place | null = after && [after.t, after.n, after.i];
  const placed = all.map((one) => ({ one, place: toPlace(one) }));
  const rest = (from ? placed.filter(({ place }) => compare(place, from) > 0) : placed).toSorted((left, right) =>
    compare(left.place, right.place),
  );
  const page = rest.slice(0, limit);
  const last = rest.length > page.length ? page.at(-1) : undefined;
  const [t = 0, n = '', i = ''] = last?.place ?? [];
  return { page: page.map(({ one }) => one), nextCursor: last ? encodeCursor({ t, n, i }) : null };
}

/** What is in each group, in the order of `values`; groups with nothing in them are left out. */
export const countBy = <T, V extends string>(all: readonly T[], values: readonly V[], toValue: (one: T) => V) =>
  values.flatMap((value) => {
    const count = all.filter((one) => toValue(one) === value).length;
    return count > 0 ? [{ value, count }] : [];
  });
