import 'server-only';

/** PostgreSQL keeps neither NUL nor half a surrogate pair; one hostile user agent must not stop a whole page. */
const toStorableText = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD');

function toStorableUnknown(value: unknown): unknown {
  if (typeof value === 'string') return toStorableText(value);
  if (Array.isArray(value)) return value.map(toStorableUnknown);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [toStorableText(key), toStorableUnknown(part)]));
}

/** The same value with every character that cannot be kept replaced by U+FFFD; dates stay dates. */
export function toStorable<T>(value: T): T {
  return toStorableUnknown(value) as T;
}
