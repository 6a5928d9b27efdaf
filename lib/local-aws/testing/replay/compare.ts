import { isJsonObject } from '@/lib/local-aws/wire/json';

/** What each placeholder of a recording stands for in the answers at hand: once bound, it must stay the same. */
export type Bindings = Map<string, string>;

const escape = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
const placeholder = /<[^<>]+>/g;
const leftOut = new Set(['ResponseMetadata', '$metadata', 'Metadata']);

function compareText(recorded: string, found: string, bindings: Bindings): boolean {
  if (recorded === 'datetime' || recorded === '<datetime>') return found === 'datetime';
  const names: string[] = [];
  let source = '';
  let end = 0;
  for (const match of recorded.matchAll(placeholder)) {
    source += escape(recorded.slice(end, match.index));
    const bound = bindings.get(match[0]);
    source += bound === undefined ? '(.+)' : escape(bound);
    if (bound === undefined) names.push(match[0]);
    end = match.index + match[0].length;
  }
  const matched = new RegExp(`^${source}${escape(recorded.slice(end))}$`, 's').exec(found);
  // Two unknown placeholders side by side cannot be told apart: only a lone one is learned.
  if (matched?.[1] !== undefined && names.length === 1) bindings.set(names[0] ?? '', matched[1]);
  return matched !== null;
}

/** Dates are placeholders, bytes are as Python prints them, members without a value are not there. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return 'datetime';
  if (value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]: [string, unknown]) =>
      member === undefined || leftOut.has(key) ? [] : [[key, plain(member)]],
    ),
  );
}

function toPythonBytes(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) =>
    byte >= 32 && byte < 127 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`,
  );
  return `b'${text.join('')}'`;
}

function compareKeys(recorded: object, found: object, at: string, bindings: Bindings): string[] {
  const wanted = Object.entries(recorded).filter(([key]) => !leftOut.has(key));
  const left = new Map(Object.entries(found));
  const problems = wanted.flatMap(([key, value]: [string, unknown]) => {
    // Version ids are keys of a map: a placeholder stands for the one whose labels fit.
    const match = key.startsWith('<')
      ? [...left.keys()].find(
          (candidate) =>
            compare(value, left.get(candidate), '', bindings).length === 0 && compareText(key, candidate, bindings),
        )
      : key;
    if (match === undefined || !left.has(match)) return [`${at}.${key} is missing`];
    const member = left.get(match);
    left.delete(match);
    return compare(value, member, `${at}.${key}`, bindings);
  });
  return [...problems, ...[...left.keys()].map((key) => `${at}.${key} is not in the recording`)];
}

/** Where an answer differs from the recorded one, in words; nothing where it does not. */
export function compare(recorded: unknown, answer: unknown, at: string, bindings: Bindings): string[] {
  const found = plain(answer);
  const differs = [`${at}: recorded ${JSON.stringify(recorded)}, found ${JSON.stringify(found)}`];
  if (typeof recorded === 'string') {
    const text = found instanceof Uint8Array ? toPythonBytes(found) : found;
    return typeof text === 'string' && compareText(recorded, text, bindings) ? [] : differs;
  }
  if (Array.isArray(recorded)) {
    if (!Array.isArray(found) || found.length !== recorded.length) return differs;
    return recorded.flatMap((item: unknown, index) => compare(item, found[index], `${at}[${index}]`, bindings));
  }
  if (isJsonObject(recorded)) return isJsonObject(found) ? compareKeys(recorded, found, at, bindings) : differs;
  return recorded === found ? [] : differs;
}
