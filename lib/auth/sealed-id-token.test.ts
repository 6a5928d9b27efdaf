import { describe, expect, it } from 'vitest';
import { openIdToken, sealIdToken } from './sealed-id-token';

const token = `eyJ.${'a'.repeat(1000)}.ü`;

describe('an ID token in its session’s row', () => {
  it('opens with the secret of the session’s cookie, and is sealed anew each time', () => {
    const sealed = sealIdToken('secret', token) ?? '';
    expect(openIdToken('secret', sealed)).toBe(token);
    expect(sealed).not.toContain(Buffer.from('aaaa').toString('base64url'));
    expect(sealIdToken('secret', token)).not.toBe(sealed);
  });

  it('opens with nothing else, and not where a byte of it was changed', () => {
    const sealed = sealIdToken('secret', token) ?? '';
    expect(openIdToken('other', sealed)).toBeNull();
    const bytes = Buffer.from(sealed, 'base64url');
    for (const at of [0, 11, 12, 27, 28, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(openIdToken('secret', changed.toString('base64url'))).toBeNull();
    }
    for (const short of ['', 'a', sealed.slice(0, 20)]) expect(openIdToken('secret', short)).toBeNull();
  });

  it('is not kept where it is too long for an address', () => {
    expect(sealIdToken('secret', 'a'.repeat(6001))).toBeNull();
    expect(openIdToken('secret', sealIdToken('secret', 'a'.repeat(6000)) ?? '')).toHaveLength(6000);
  });
});
