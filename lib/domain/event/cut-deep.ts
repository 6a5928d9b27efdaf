/** CloudTrail's own records are six deep at most; PostgreSQL and whatever walks a value end somewhere. */
const DEEPEST = 64;

/** What stands for what was cut. */
export const CUT = '… cut: nested too deep';

const isWithin = (value: unknown, depth: number): boolean => {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((part) => isWithin(part, depth - 1));
};

function cut(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return CUT;
  if (Array.isArray(value)) return value.map((part) => cut(part, depth - 1));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, cut(part, depth - 1)]));
}

/** The same value, cut where it is nested deeper than any record; of outside JSON, which may be as deep as it is long. */
export const cutDeep = (value: unknown): unknown => (isWithin(value, DEEPEST) ? value : cut(value, DEEPEST));
