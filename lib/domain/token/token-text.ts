import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_BYTES = 8;
const SECRET_BYTES = 32;
const FORM = /^(klt_([0-9A-Za-z]{11})_[0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;

/** Random bytes that one token is made of. */
export const TOKEN_BYTES = ID_BYTES + SECRET_BYTES;
/** Characters of a token. */
export const TOKEN_LENGTH = 65;

/**
 * `klt_<id>_<secret><checksum>`: 11, 43 and 6 characters of 0-9A-Za-z. The id is public and names the row; the
 * secret is 256 bits; the CRC-32 of all before it lets a scanner tell a token from a text that looks like
 * one, and a slip of the hand be refused before the store is asked. It guards nothing.
 */
export function toTokenText(random: Uint8Array): { id: string; text: string } {
  if (random.length !== TOKEN_BYTES) throw new Error(`a token is made of ${TOKEN_BYTES} bytes`);
  const id = toBase62(random.subarray(0, ID_BYTES), 11);
  const body = `klt_${id}_${toBase62(random.subarray(ID_BYTES), 43)}`;
  return { id, text: body + toChecksum(body) };
}

/** The id of the row that a text names; null: it is no token. */
export function findTokenId(text: string): string | null {
  const [, body = '', id = '', checksum] = FORM.exec(text) ?? [];
  return id !== '' && toChecksum(body) === checksum ? id : null;
}

/** What a person recognises a token by. */
export const toTokenPrefix = (id: string): string => `klt_${id}_`;

/** SHA-256, in base64url. A slow hash is for what people choose: 256 random bits can be found by no one, however fast. */
export const toTokenDigest = (text: string): string => createHash('sha256').update(text).digest('base64url');

const toChecksum = (body: string): string => inBase62(BigInt(crc32(body)), 6);

const toBase62 = (bytes: Uint8Array, length: number): string =>
  inBase62(BigInt(`0x${Buffer.from(bytes).toString('hex')}`), length);

function inBase62(value: bigint, length: number): string {
  let text = '';
  for (let left = value; text.length < length; left /= 62n) text = ALPHABET.charAt(Number(left % 62n)) + text;
  return text;
}
