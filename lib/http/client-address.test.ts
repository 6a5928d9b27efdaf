import { describe, expect, it } from 'vitest';
import { toClientAddress } from './client-address';

const address = (forwarded: string | null, trusted: string[]) =>
  toClientAddress(new Headers(forwarded === null ? {} : { 'x-forwarded-for': forwarded }), trusted);

describe('the address of a client', () => {
  it.each<[string, string | null, string[], string]>([
    ['nobody’s word without proxies', '1.2.3.4', [], 'direct'],
    ['the last one that is no proxy', '6.6.6.6, 1.2.3.4, 10.0.0.1', ['10.0.0.0/8'], '1.2.3.4'],
    ['the one before two proxies', '1.2.3.4, 10.0.0.1, 10.0.0.2', ['10.0.0.1', '10.0.0.2'], '1.2.3.4'],
    ['IPv6, too', '2001:db8::1, fd00::1', ['fd00::/8'], '2001:db8::1'],
    ['unknown without the header', null, ['10.0.0.1'], 'proxied'],
    ['unknown where it is no address', 'evil, <script>, 10.0.0.1', ['10.0.0.1'], 'proxied'],
  ])('is %s', (_, forwarded, trusted, expected) => expect(address(forwarded, trusted)).toBe(expected));
});
