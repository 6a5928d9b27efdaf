const isSpace = (char: string): boolean => char === ' ' || char === '\n' || char === '\r' || char === '\t';

/** The position after the string that begins at `at`. */
function skipString(json: string, at: number): number {
  let end = at + 1;
  while (json[end] !== '"') end += json[end] === '\\' ? 2 : 1;
  return end + 1;
}

/** The position after the value that begins at `at`, without recursion: a value may be nested as deep as it is long. */
function skipValue(json: string, at: number): number {
  let depth = 0;
  let end = at;
  for (; end < json.length; end++) {
    const char = json[end];
    if (char === '"') end = skipString(json, end) - 1;
    else if (char === '{' || char === '[') depth++;
    else if (depth > 0 && (char === '}' || char === ']')) depth--;
    else if (depth === 0 && (char === ',' || char === '}')) return end;
  }
  return end;
}

/**
 * The members of a JSON object, name → JSON text of the value exactly as it stands, in their order;
 * of a name that comes twice the last counts, as JSON.parse has it. `json` must be the valid text
 * of an object. A Map, so that `__proto__` is a name like any other.
 */
export function splitMembers(json: string): Map<string, string> {
  const members = new Map<string, string>();
  let at = json.indexOf('{') + 1;
  for (;;) {
    while (isSpace(json[at] ?? '') || json[at] === ',') at++;
    if (json[at] !== '"') return members;
    const nameEnd = skipString(json, at);
    const name: unknown = JSON.parse(json.slice(at, nameEnd));
    const from = json.indexOf(':', nameEnd) + 1;
    at = skipValue(json, from);
    if (typeof name === 'string') members.set(name, json.slice(from, at).trim());
  }
}
