import { splitMembers } from './split-members';

export type ValueKind = 'json' | 'text' | 'binary';

/** JSON here is an object: only that has fields. Anything else that parses is text. */
function findMembers(value: string | Uint8Array): Map<string, string> | null {
  if (typeof value !== 'string' || !/^[\s]*\{/.test(value)) return null;
  try {
    JSON.parse(value);
  } catch {
    // The parser's own message quotes the value, so it goes no further.
    return null;
  }
  return splitMembers(value);
}

export function valueKind(value: string | Uint8Array): ValueKind {
  if (typeof value !== 'string') return 'binary';
  return findMembers(value) ? 'json' : 'text';
}

/** Names of a JSON object's fields in the order in which they stand; none for any other value. */
export const toFieldNames = (value: string | Uint8Array): string[] => [...(findMembers(value)?.keys() ?? [])];

/**
 * One field of a JSON object, or null where it has none of that name. A string as such; anything
 * else as the JSON text that stands there, so that no digit of a long number is lost.
 */
export function pickField(value: string | Uint8Array, field: string): string | null {
  const text = findMembers(value)?.get(field);
  if (text === undefined) return null;
  return text.startsWith('"') ? toText(text) : text;
}

const toText = (literal: string): string => {
  const parsed: unknown = JSON.parse(literal);
  return typeof parsed === 'string' ? parsed : literal;
};
