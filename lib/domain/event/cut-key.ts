import { createHash } from 'node:crypto';

/** A row of an index takes 2,704 bytes at most, in some two of these; no ARN of AWS has more than about 700. */
const MOST_BYTES = 1000;
const KEPT_BYTES = 900;
/** A letter of UTF-16 has three bytes at most. */
const SHORT = Math.floor(MOST_BYTES / 3);

const isWithinLetter = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x80 && byte < 0xc0;

/** A text by which things are looked up, of no more bytes than an index takes; what was longer stays another than all others. */
export function cutKey(text: string): string {
  if (text.length <= SHORT) return text;
  const bytes = Buffer.from(text);
  if (bytes.length <= MOST_BYTES) return text;
  let end = KEPT_BYTES;
  while (isWithinLetter(bytes[end])) end -= 1;
  return `${bytes.toString('utf8', 0, end)}…${createHash('sha256').update(bytes).digest('base64url')}`;
}
