/** What stands in a file of the form that CloudTrail writes: `{"Records":[…]}`, whatever the white space. */
export type Shape =
  /** It was all of that. */
  | 'records'
  /** It is something else, or goes on after its list. */
  | 'other'
  /** It was, and ended within. */
  | 'cut';

/** Bytes as Latin-1, so that the mark of the byte order is three letters. */
const HEAD = /^(?:\xef\xbb\xbf)?\s*\{\s*"Records"\s*:\s*\[/;
const LONGEST_HEAD = 256;
/** CloudTrail cuts a record at 256 KB (user guide, record contents): letters, each of four bytes at most. */
const LONGEST_RECORD = 1_048_576;
const KEPT_OF_LONGER = 262_144;

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = [0x5b, 0x5d, 0x7b, 0x7d];
const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** Where the quote is that ends a text; `end`: not before; one behind that: nor does what its last backslash escapes come. */
function endOfText(bytes: Buffer, from: number, end: number): number {
  let at = from;
  while (at < end && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}

/**
 * Cuts the text of a trail file, chunk by chunk, into the bytes of its records, so that a file of any size takes no more
 * memory than its longest record. Looks at brackets and strings alone: whether a record is JSON is seen when it is parsed.
 */
export class RecordSplitter {
  #phase: 'head' | 'list' | 'record' | 'tail' | 'end' | 'other' = 'head';
  #head = Buffer.alloc(0);
  #pieces: Buffer[] = [];
  #length = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** Within the list: whether a record may come, and whether the list may end. */
  #wants: 'first' | 'comma' | 'record' = 'first';

  /** The records that end within this chunk, in order. They hold its memory. */
  push(chunk: Buffer): Buffer[] {
    const found: Buffer[] = [];
    let rest = chunk;
    if (this.#phase === 'head') {
      const begun = this.#readHead(chunk);
      if (begun === null) return found;
      rest = begun;
    }
    let at = 0;
    while (at < rest.length && this.#phase !== 'other')
      at = this.#phase === 'record' ? this.#readRecord(rest, at, found) : this.#readBetween(rest, at);
    return found;
  }

  end(): Shape {
    if (this.#phase === 'end') return 'records';
    // What is shorter than a head is no file of CloudTrail's, however it would have gone on.
    return this.#phase === 'other' || this.#phase === 'head' ? 'other' : 'cut';
  }

  /** What follows the head; null: it is not whole yet. */
  #readHead(chunk: Buffer): Buffer | null {
    this.#head = Buffer.concat([this.#head, chunk]);
    const [head] = HEAD.exec(this.#head.toString('latin1', 0, LONGEST_HEAD)) ?? [];
    if (head === undefined) {
      if (this.#head.length >= LONGEST_HEAD) this.#phase = 'other';
      return null;
    }
    const rest = this.#head.subarray(head.length);
    this.#head = Buffer.alloc(0);
    this.#phase = 'list';
    return rest;
  }

  #readBetween(chunk: Buffer, from: number): number {
    const byte = chunk[from] ?? 0;
    if (isSpace(byte)) return from + 1;
    if (this.#phase === 'tail') this.#phase = byte === CLOSE ? 'end' : 'other';
    else if (this.#phase === 'end') this.#phase = 'other';
    else if (byte === CLOSE_LIST) this.#phase = this.#wants === 'record' ? 'other' : 'tail';
    else if (byte === COMMA && this.#wants === 'comma') this.#wants = 'record';
    // A list of anything but objects is no trail's.
    else if (byte === OPEN && this.#wants !== 'comma') {
      this.#phase = 'record';
      return from;
    } else this.#phase = 'other';
    return from + 1;
  }

  /** On to the end of the record, or of the chunk. */
  #readRecord(chunk: Buffer, from: number, found: Buffer[]): number {
    let [depth, inString, escaped] = [this.#depth, this.#inString, this.#escaped];
    const { length } = chunk;
    let at = from;
    for (; at < length; at += 1) {
      const byte = chunk[at];
      if (inString || byte === QUOTE) {
        at = endOfText(chunk, inString && !escaped ? at : at + 1, length);
        inString = at >= length;
        escaped = at > length;
      } else if (byte === OPEN || byte === OPEN_LIST) depth += 1;
      else if (byte === CLOSE || byte === CLOSE_LIST) {
        depth -= 1;
        if (depth === 0) break;
      }
    }
    [this.#depth, this.#inString, this.#escaped] = [depth, inString, escaped];
    const isWhole = at < length;
    this.#keep(chunk.subarray(from, isWhole ? at + 1 : at));
    if (!isWhole) return at;
    found.push(this.#takeRecord());
    this.#phase = 'list';
    this.#wants = 'comma';
    return at + 1;
  }

  #keep(piece: Buffer): void {
    if (this.#length <= LONGEST_RECORD) this.#pieces.push(piece);
    this.#length += piece.length;
  }

  #takeRecord(): Buffer {
    const [only] = this.#pieces;
    const whole = this.#pieces.length === 1 && only ? only : Buffer.concat(this.#pieces);
    const isLong = this.#length > LONGEST_RECORD;
    [this.#pieces, this.#length] = [[], 0];
    return isLong ? whole.subarray(0, KEPT_OF_LONGER) : whole;
  }
}

const SERVICE = 'secretsmanager';
const SOURCE = Buffer.from('"eventSource"');
const ESCAPE = Buffer.from(String.raw`\u`);
/** A name spelled out. Nothing else says whose a record is: neither an empty one, nor what is no text, nor what is no JSON. */
const NAMED = /^\s*:\s*"([^"\\]+)"/;
const LONGEST_NAME = 256;

/** Whether a place in a record's bytes is directly in its object: in none within, and in no text. */
function isTopLevel(record: Buffer, place: number): boolean {
  let depth = 0;
  for (let at = 0; at < place; at += 1) {
    const byte = record[at];
    if (byte === QUOTE) {
      at = endOfText(record, at + 1, place);
      if (at >= place) return false;
    } else if (byte === OPEN || byte === OPEN_LIST) depth += 1;
    else if (byte === CLOSE || byte === CLOSE_LIST) depth -= 1;
  }
  return depth === 1;
}

/**
 * Whether a record's bytes may be about Secrets Manager, or not say what they are about: those have to be parsed. All
 * other services' have one `eventSource`, their own, which spells out somebody else.
 */
export function mayConcern(record: Buffer): boolean {
  const source = record.indexOf(SOURCE);
  const behind = source + SOURCE.length;
  // A second one, were it written with escapes, would be the one that counts.
  if (source < 0 || record.includes(ESCAPE) || record.includes(SOURCE, behind)) return true;
  const name = NAMED.exec(record.toString('latin1', behind, behind + LONGEST_NAME))?.[1] ?? SERVICE;
  return name.includes(SERVICE) || !isTopLevel(record, source);
}

/**
 * A record's bytes parsed; as text where they are no JSON, or more than a record has: that is one which cannot be understood,
 * kept in part.
 */
export function parseRecord(record: Buffer): unknown {
  const text = record.toString('utf8');
  if (text.length > KEPT_OF_LONGER) return text.slice(0, KEPT_OF_LONGER);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
