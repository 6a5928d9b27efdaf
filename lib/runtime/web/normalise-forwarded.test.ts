import { describe, expect, it } from 'vitest';
import { computedMs } from '@/lib/domain/testing/computed-ms';
import { normaliseForwarded, toTrustList } from './normalise-forwarded';

const trusted = toTrustList(['10.0.0.0/8', '192.0.2.7', '2001:db8:ffff::/48']);
const url = new URL('https://keyledger.example.com');

function seen(peer: string | undefined, headers: Record<string, string | string[]>) {
  const request = { headers: { host: 'keyledger.example.com', ...headers }, socket: { remoteAddress: peer } };
  normaliseForwarded(request as unknown as Parameters<typeof normaliseForwarded>[0], trusted, url);
  return request.headers as Record<string, string | undefined>;
}
const clientOf = (peer: string | undefined, said: string | string[]) =>
  seen(peer, { 'x-forwarded-for': said })['x-forwarded-for'];

describe('who is not a trusted proxy', () => {
  it.each([
    '203.0.113.9',
    '192.0.2.8',
    '11.0.0.1',
    '::ffff:203.0.113.9',
    '2001:db8:fffe::1',
    // Dressed as trusted ones, and none of them is.
    '::10.0.0.1',
    '64:ff9b::10.0.0.1',
  ])('%s is itself, whatever it says', (peer) => {
    const headers = seen(peer, {
      'x-forwarded-for': '10.0.0.1, 127.0.0.1',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'http',
      'x-forwarded-port': '1',
      'x-forwarded-prefix': '/evil',
      'x-forwarded-server': 'evil',
      'x-real-ip': '10.0.0.1',
      'x-client-ip': '10.0.0.1',
      'true-client-ip': '10.0.0.1',
      'cf-connecting-ip': '10.0.0.1',
      forwarded: 'for=10.0.0.1;host=evil.example;proto=http',
    });
    expect(headers).toEqual({
      host: 'keyledger.example.com',
      'x-forwarded-for': peer.replace('::ffff:', ''),
      'x-forwarded-host': 'keyledger.example.com',
      'x-forwarded-proto': 'https',
    });
  });

  it('and has no address is nobody', () => {
    expect(clientOf(undefined, '10.0.0.1')).toBe('');
  });
});

describe('behind trusted proxies', () => {
  it.each<[string, string | string[], string]>([
    ['10.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['192.0.2.7', '203.0.113.9', '203.0.113.9'],
    ['::ffff:10.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['2001:db8:ffff::1', '2001:db8::9', '2001:db8::9'],
    // The nearest that nobody vouches for, not the farthest that somebody wrote.
    ['10.0.0.1', '1.1.1.1, 203.0.113.9', '203.0.113.9'],
    ['10.0.0.1', '1.1.1.1, 203.0.113.9, 10.0.0.2, 192.0.2.7', '203.0.113.9'],
    ['10.0.0.1', ['1.1.1.1', '203.0.113.9, 10.0.0.2'], '203.0.113.9'],
    ['10.0.0.1', '10.9.9.9, 203.0.113.9', '203.0.113.9'],
    ['10.0.0.1', '203.0.113.9, ::ffff:10.0.0.2', '203.0.113.9'],
    // One IPv4 address, however it is dressed: else everybody so dressed would be counted as one network.
    ['10.0.0.1', '::ffff:cb00:7109', '203.0.113.9'],
    ['10.0.0.1', '0:0:0:0:0:FFFF:203.0.113.9', '203.0.113.9'],
    ['10.0.0.1', '203.0.113.9, [::ffff:a00:2]:80', '203.0.113.9'],
    // All trusted: the farthest of them.
    ['10.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
    // With ports, as some proxies write them.
    ['10.0.0.1', '203.0.113.9:51234', '203.0.113.9'],
    ['10.0.0.1', '[2001:db8::9]:51234', '2001:db8::9'],
    ['10.0.0.1', '[2001:db8::9]', '2001:db8::9'],
    // What cannot be read ends the chain: nobody vouches for what stands before it.
    ['10.0.0.1', '203.0.113.9, unknown', '10.0.0.1'],
    ['10.0.0.1', '203.0.113.9, _hidden, 10.0.0.2', '10.0.0.2'],
    ['10.0.0.1', '203.0.113.9, 010.0.0.2', '10.0.0.1'],
    ['10.0.0.1', '203.0.113.9, 10.0.0.2.evil.example', '10.0.0.1'],
    ['10.0.0.1', ', ,', '10.0.0.1'],
    ['10.0.0.1', '', '10.0.0.1'],
    ['10.0.0.1', '203.0.113.9:99999999', '10.0.0.1'],
    ['10.0.0.1', '<script>', '10.0.0.1'],
  ])('%s saying %j speaks of %s', (peer, said, client) => {
    expect(clientOf(peer, said)).toBe(client);
  });

  it('their word on host and scheme counts as little as a stranger’s', () => {
    const headers = seen('10.0.0.1', {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'http',
      forwarded: 'host=evil.example',
    });
    expect(headers).toMatchObject({ 'x-forwarded-host': 'keyledger.example.com', 'x-forwarded-proto': 'https' });
    expect(headers).not.toHaveProperty('forwarded');
  });

  it('a chain of any length is read in time', () => {
    const before = computedMs();
    expect(clientOf('10.0.0.1', `203.0.113.9${', 10.0.0.2'.repeat(5000)}`)).toBe('203.0.113.9');
    expect(computedMs() - before).toBeLessThan(1000);
  });
});
