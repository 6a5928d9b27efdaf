/** JSON as it goes over the wire; members that are `undefined` are left out, as AWS leaves out members without a value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json | undefined };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Epoch seconds with milliseconds as fraction: the `unixTimestamp` format of JSON 1.1 (smithy timestampFormat). */
export function toEpochSeconds(milliseconds: number): number;
export function toEpochSeconds(milliseconds: number | undefined): number | undefined;
export function toEpochSeconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}

/** As deep as the service's own parser goes; what acts on a body may then follow it to its ground. */
const deepest = 1000;

/** True for JSON whose objects and lists lie deeper in one another than any request needs; brackets in texts do not count. */
export function isTooDeep(text: string): boolean {
  if (text.length < 2 * deepest) return false;
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (inText && char === '\\') at += 1;
    else if (char === '"') inText = !inText;
    else if (inText) continue;
    else if (char === '[' || char === '{') depth += 1;
    else if (char === ']' || char === '}') depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}
