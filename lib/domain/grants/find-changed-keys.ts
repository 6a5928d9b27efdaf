import { isDeepStrictEqual } from 'node:util';

type Content = Readonly<Record<string, unknown>>;

const isContent = (value: unknown): value is Content =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The keys of a configuration file that say something else than before, two levels deep: `sync.historySeconds`. */
export function findChangedKeys(before: unknown, after: unknown, depth = 2): string[] {
  const [old, now] = [isContent(before) ? before : {}, isContent(after) ? after : {}];
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])].toSorted();
  return keys.flatMap((key) => {
    const [was, is] = [old[key], now[key]];
    if (isDeepStrictEqual(was, is)) return [];
    if (depth === 1 || !isContent(was ?? {}) || !isContent(is ?? {})) return [key];
    return findChangedKeys(was, is, depth - 1).map((inner) => `${key}.${inner}`);
  });
}
