import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTokenId, TOKEN_BYTES, TOKEN_LENGTH, toTokenDigest, toTokenPrefix, toTokenText } from './token-text';

const bytes = fc.uint8Array({ minLength: TOKEN_BYTES, maxLength: TOKEN_BYTES });

describe('a token', () => {
  it('of any bytes is found again by its id, and begins with its prefix', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const { id, text } = toTokenText(random);
        expect(text).toMatch(/^klt_[0-9A-Za-z]{11}_[0-9A-Za-z]{49}$/);
        expect(text).toHaveLength(TOKEN_LENGTH);
        expect(text.startsWith(toTokenPrefix(id))).toBe(true);
        expect(findTokenId(text)).toBe(id);
      }),
    );
  });

  it('of other bytes is another one', () => {
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        fc.pre(Buffer.compare(one, other) !== 0);
        expect(toTokenText(one).text).not.toBe(toTokenText(other).text);
      }),
    );
  });

  it('with one character changed is none', () => {
    const { text } = toTokenText(randomBytes(TOKEN_BYTES));
    for (let at = 0; at < text.length; at += 1) {
      const changed = text.slice(0, at) + (text[at] === 'a' ? 'b' : 'a') + text.slice(at + 1);
      expect(findTokenId(changed), String(at)).toBeNull();
    }
  });

  it('is none with anything before, behind or in it', () => {
    const { text } = toTokenText(randomBytes(TOKEN_BYTES));
    for (const other of [
      '',
      ' ',
      `${text} `,
      ` ${text}`,
      `${text}\n`,
      `x${text}`,
      `${text}0`,
      text.slice(1),
      text.repeat(2),
    ])
      expect(findTokenId(other), JSON.stringify(other)).toBeNull();
    expect(findTokenId(text.toUpperCase())).toBeNull();
  });

  it('has the SHA-256 of its text as its digest', () => {
    expect(toTokenDigest('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0');
  });

  it('is made of so many bytes and no others', () => {
    expect(() => toTokenText(new Uint8Array(TOKEN_BYTES - 1))).toThrow('bytes');
  });
});
