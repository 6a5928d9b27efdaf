import 'server-only';
import type { Path } from './yaml-document';

const KEY = '__proto__';
/** Where any name may stand as a key; elsewhere the schema knows the keys that there are. */
const NAMED = /^environments\.(aliases|acts|rules\.\d+\.account)$/;

/** Paths at which plain data says `__proto__` where a name is asked for. */
export function findPrototypeKeys(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null || path.length > 4) return [];
  const own = NAMED.test(path.join('.')) && Object.hasOwn(value, KEY) ? [[...path, KEY]] : [];
  const within = Object.entries(value).flatMap(([key, part]) => {
    const step = Array.isArray(value) ? Number(key) : key;
    return path.length > 0 || key === 'environments' ? findPrototypeKeys(part, [...path, step]) : [];
  });
  return [...own, ...within];
}
