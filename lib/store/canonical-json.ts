import 'server-only';

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const entries = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
}

/** JSON with keys in order of their UTF-16 units, so that equal things have equal texts; dates in ISO 8601. */
export const toCanonicalJson = (value: unknown): string => JSON.stringify(sorted(value));
