import { read, toObject } from '@/lib/domain/event/loose-json';

/** A file's records as they stand in it, not looked at yet; or why it has none. */
export type TrailRecords = { ok: true; records: readonly unknown[] } | { ok: false; reason: string };

/** CloudTrail cuts a record at 256 KB (user guide, record contents): what is longer is none, and kept in part. */
const LONGEST_LINE = 262_144;

/** `undefined`: no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What LookupEvents and the command line give: the record is text inside. */
const unwrap = (event: unknown): unknown => read(toObject(event), 'CloudTrailEvent') ?? event;

function fromWhole(whole: unknown): TrailRecords {
  if (Array.isArray(whole)) return { ok: true, records: whole.map(unwrap) };
  const file = toObject(whole);
  if (typeof whole === 'string' || file === null) return { ok: false, reason: 'its JSON is neither object nor list' };
  for (const field of ['Records', 'Events']) {
    const list = read(file, field);
    if (Array.isArray(list)) return { ok: true, records: list.map(unwrap) };
  }
  const isOne = ['eventSource', 'eventName', 'CloudTrailEvent'].some((field) => read(file, field) !== undefined);
  return isOne ? { ok: true, records: [unwrap(file)] } : { ok: false, reason: 'it has no list of Records' };
}

/**
 * A line's record; none of an empty one. A line that is no JSON stays text: it is one record that cannot be understood, not
 * a reason to lose the others.
 */
export function readLine(line: string): unknown[] {
  const text = trim(line);
  if (text === '') return [];
  const parsed = text.length > LONGEST_LINE ? undefined : parse(text);
  return [parsed === undefined ? text.slice(0, LONGEST_LINE) : unwrap(parsed)];
}

const trim = (text: string): string => text.replace(/^\uFEFF/, '').trim();

/** Whether a text whose first line this is, and that goes on behind it, holds one record a line: it is no JSON as a whole. */
export const isRecordLine = (line: string): boolean =>
  line.length <= LONGEST_LINE && toObject(parse(trim(line))) !== null;

/**
 * The records of a file's text: `{"Records": […]}` as CloudTrail writes it, a list, one record, what LookupEvents gives
 * (`{"Events": […]}`), or one record a line. A file that ends early is refused whole: read again it gives all.
 */
export function readRecords(content: string): TrailRecords {
  const text = trim(content);
  if (text === '') return { ok: false, reason: 'it is empty' };
  const whole = parse(text);
  if (whole !== undefined) return fromWhole(whole);
  const lines = text.split('\n');
  const isByLine = lines.length > 1 && lines.slice(0, 2).some((line) => toObject(parse(line)) !== null);
  if (isByLine) return { ok: true, records: lines.flatMap(readLine) };
  return { ok: false, reason: 'it is no JSON, or ends early' };
}
