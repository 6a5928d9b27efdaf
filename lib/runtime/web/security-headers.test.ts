import { once } from 'node:events';
import type { RequestListener, Server, ServerOptions } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openServer } from './open-server';
import { fillHeaders, SECURITY_HEADERS, toSecurityHeaders } from './security-headers';

let server: Server | undefined;
afterEach(() => void server?.close());

/** What a server answers to these bytes, its head alone. */
async function headOf(bytes: string, listener: RequestListener, limits?: ServerOptions): Promise<string> {
  server = openServer(null, listener, limits).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the server is not open');
  const socket = connect(address.port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
  socket.on('error', () => undefined);
  socket.write(bytes);
  await once(socket, 'close');
  return answer.split('\r\n\r\n', 1)[0] ?? '';
}

const linesOf = (headers: Readonly<Record<string, string>>) =>
  Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
const GET = 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';

describe('the security headers', () => {
  it.each<[string, RequestListener]>([
    ['a bare redirect', (_, response) => void response.writeHead(308, { Location: '/x' }).end()],
    ['one that is written piece by piece', (_, response) => void response.setHeader('Location', '/x').end('moved')],
    ['one with its reason', (_, response) => void response.writeHead(308, 'Gone there', ['Location', '/x']).end()],
  ])('are on %s', async (_what, answer) => {
    const head = await headOf(GET, (request, response) => {
      fillHeaders(response, SECURITY_HEADERS);
      answer(request, response);
    });
    expect(head.split('\r\n')).toEqual(expect.arrayContaining([...linesOf(SECURITY_HEADERS), 'Location: /x']));
  });

  it('leave an answer its own', async () => {
    const policy = "script-src 'nonce-x'";
    const head = await headOf(GET, (_, response) => {
      fillHeaders(response, SECURITY_HEADERS);
      response.setHeader('content-security-policy', policy).writeHead(200, { 'x-frame-options': 'SAMEORIGIN' }).end();
    });
    expect(head.match(/^content-security-policy: .*$/gim)).toEqual([`content-security-policy: ${policy}`]);
    expect(head.match(/^x-frame-options: .*$/gim)).toEqual(['x-frame-options: SAMEORIGIN']);
  });

  it.each([
    ['https://keyledger.example.com', true],
    ['http://127.0.0.1:3000', false],
    ['https://localhost:3000', false],
    ['https://[::1]:3000', false],
  ])('of %s hold browsers to https: %s', (url, expected) => {
    expect('Strict-Transport-Security' in toSecurityHeaders(new URL(url))).toBe(expected);
  });
});

describe('what cannot be read as a request', () => {
  it.each<[number, string, string, ServerOptions]>([
    [400, 'no HTTP at all', 'hello\r\n\r\n', {}],
    [431, 'a head that is too long', `GET / HTTP/1.1\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`, {}],
    [408, 'a head that does not end', 'GET / HTTP/1.1\r\n', { headersTimeout: 50, connectionsCheckingInterval: 20 }],
  ])('is answered %i with them: %s', async (status, _what, bytes, limits) => {
    const head = await headOf(bytes, (_, response) => void response.end(), limits);
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} [A-Z]`));
    expect(head.split('\r\n')).toEqual(expect.arrayContaining(linesOf(SECURITY_HEADERS)));
  });
});
