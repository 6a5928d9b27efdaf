export type JsonObject = Record<string, unknown>;

/** CloudTrail itself truncates long fields; nothing that we index or show needs more. */
const LONGEST_TEXT = 2048;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object that a value is, or holds as JSON text (Athena's columns, a trail's CloudTrailEvent); else null. */
export function toObject(value: unknown): JsonObject | null {
  if (isObject(value)) return value;
  if (typeof value !== 'string' || !value.trimStart().startsWith('{')) return null;
  try {
    const parsed: unknown = JSON.parse(value);
    return isObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** A field of an object of the outside; inherited names are not fields. */
export const read = (from: JsonObject | null, field: string): unknown =>
  from && Object.hasOwn(from, field) ? from[field] : undefined;

/**
 * Text, or null where it is empty or anything else. PostgreSQL takes neither U+0000 nor a lone
 * surrogate, so both are replaced here; `raw` keeps them.
 */
export function readText(from: JsonObject | null, field: string): string | null {
  const value = read(from, field);
  if (typeof value !== 'string' || value === '') return null;
  return value.slice(0, LONGEST_TEXT).replaceAll('\0', '\uFFFD').toWellFormed();
}

export const readObject = (from: JsonObject | null, field: string): JsonObject | null => toObject(read(from, field));

/** CloudTrail writes booleans as such and as the strings `"true"` and `"false"`. */
export function readFlag(from: JsonObject | null, field: string): boolean {
  const value = read(from, field);
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true');
}
