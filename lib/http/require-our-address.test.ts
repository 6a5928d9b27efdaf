import { describe, expect, it } from 'vitest';
import { refuseForeignOrigin, requireHost, requireOrigin } from './require-our-address';

const ours = {
  hosts: ['localhost:3000', '127.0.0.1:3000', '[::1]:3000'],
  origins: ['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'],
};
const request = (headers: Record<string, string>) => new Request('http://localhost:3000/api/sync', { headers });

describe('the host', () => {
  it.each([
    ['localhost:3000', 'http://localhost:3000'],
    ['LOCALHOST:3000', 'http://localhost:3000'],
    ['[::1]:3000', 'http://[::1]:3000'],
  ])('%s is ours', (host, origin) => expect(requireHost(request({ host }), ours)).toBe(origin));

  it.each([
    '',
    'localhost',
    'localhost:3001',
    'evil.example',
    'evil.example:3000',
    'localhost:3000.evil.example',
    'localhost:3000, evil',
  ])('%j is not', (host) =>
    expect(() => requireHost(request({ host }), ours)).toThrow(expect.objectContaining({ code: 'invalid' })),
  );
});

describe('a change', () => {
  it.each([
    [{ origin: 'http://localhost:3000' }],
    [{ origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' }],
    [{ 'sec-fetch-site': 'same-origin' }],
  ])('is taken from a page of ours: %j', (headers) => {
    expect(() => requireOrigin(request(headers), ours)).not.toThrow();
  });

  it.each([
    [{}],
    [{ origin: 'null' }],
    [{ origin: '' }],
    [{ origin: 'http://evil.example' }],
    [{ origin: 'https://localhost:3000' }],
    [{ origin: 'http://localhost:3001' }],
    [{ origin: 'http://localhost:3000.evil.example' }],
    [{ origin: 'http://localhost:3000', 'sec-fetch-site': 'cross-site' }],
    [{ origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ 'sec-fetch-site': 'none' }],
    [{ referer: 'http://localhost:3000/' }],
  ])('is refused from anywhere else: %j', (headers) => {
    expect(() => requireOrigin(request(headers), ours)).toThrow(expect.objectContaining({ code: 'forbidden' }));
  });

  it('at sign-in may come without either header, but not with a foreign one', () => {
    expect(() => refuseForeignOrigin(request({}), ours)).not.toThrow();
    expect(() => refuseForeignOrigin(request({ origin: 'http://evil.example' }), ours)).toThrow(
      expect.objectContaining({ code: 'forbidden' }),
    );
    expect(() => refuseForeignOrigin(request({ 'sec-fetch-site': 'cross-site' }), ours)).toThrow(
      expect.objectContaining({ code: 'forbidden' }),
    );
  });
});
