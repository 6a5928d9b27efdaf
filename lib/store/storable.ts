import 'server-only';

/** PostgreSQL keeps neither NUL nor half a surrogate pair; one hostile user agent must not stop a whole page. */
const toStorableText = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD');

function toStorableUnknown(value: unknown): unknown {
  if (typeof value === 'string') return toStorableText(value);
  // As JSON.stringify would write it; a canonical form has no text for it.
  if (typeof value === 'number' && !Number.isFinite(value)) return null;
  if (Array.isArray(value)) return value.map(toStorableUnknown);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [toStorableText(key), toStorableUnknown(part)]));
}

/** Nearly everything is; to look costs a tenth of what copying does, which a listing would do half a million times. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return true;
  if (Array.isArray(value)) return value.every(isStorable);
  return Object.entries(value).every(([key, part]) => isStorable(key) && isStorable(part));
}

/** The same value with every character that cannot be kept replaced by U+FFFD; dates stay dates. */
export function toStorable<T>(value: T): T {
  return isStorable(value) ? value : (toStorableUnknown(value) as T);
}
