import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import type { WebConfig } from '@/lib/config/web-config';
import { createListener } from './create-listener';
import { openServer } from './open-server';

const web: WebConfig = {
  host: '127.0.0.1',
  port: 0,
  publicUrl: 'http://localhost:3000',
  hosts: ['localhost:3000'],
  origins: [],
  trustedProxies: [],
  tls: null,
  metricsToken: null,
};
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A thirtieth of what a server has by itself, so that a byte a second is one in 33 ms. */
const TIMES = 30;
const shorter = (ms: number): number => Math.round(ms / TIMES);
const [HEAD_MS, REQUEST_MS, CHECKED_MS] = [shorter(10_000), shorter(30_000), shorter(5000)];
const BYTE_MS = 1000 / TIMES;
/** For a machine that has other work. */
const SLACK_MS = 2000;

const servers: Server[] = [];
afterAll(() => servers.forEach((server) => server.close()));

async function open(): Promise<{ port: number; reached: string[] }> {
  const reached: string[] = [];
  const handle = async (request: { url?: string }, response: { end(text: string): unknown }) => {
    reached.push(request.url ?? '');
    response.end('inside');
  };
  const limits = { headersTimeout: HEAD_MS, requestTimeout: REQUEST_MS, connectionsCheckingInterval: CHECKED_MS };
  const server = openServer(null, createListener(web, handle, silent), limits);
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, reached };
}

/** Sends what is there at once, then byte by byte what follows for as long as it is taken; what came of it, and when. */
async function trickle(port: number, atOnce: string, byteByByte: string): Promise<{ answer: string; ms: number }> {
  const since = performance.now();
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
  socket.on('error', () => undefined);
  const closed = once(socket, 'close');
  socket.write(atOnce);
  for (const byte of byteByByte) {
    await wait(BYTE_MS);
    if (socket.destroyed || !socket.writable) break;
    socket.write(byte);
  }
  await closed;
  return { answer, ms: performance.now() - since };
}

const head = 'POST /api/x HTTP/1.1\r\nHost: localhost:3000\r\nContent-Type: application/json\r\n';

describe.concurrent('what trickles is ended by the server, with 408, and reaches no route', () => {
  it.each([
    ['a body of a stated length', `${head}Content-Length: 20000\r\n\r\n`, 'x'.repeat(20_000), REQUEST_MS],
    ['a body in chunks', `${head}Transfer-Encoding: chunked\r\n\r\n`, '1\r\nx\r\n'.repeat(5000), REQUEST_MS],
    ['a chunk that does not end', `${head}Transfer-Encoding: chunked\r\n\r\nfff\r\n`, 'x'.repeat(4000), REQUEST_MS],
    ['a body that never comes', `${head}Content-Length: 2\r\n\r\n`, '', REQUEST_MS],
    ['a head', 'GET /api/x HTTP/1.1\r\nHost: localhost:3000\r\nX-Long: ', 'x'.repeat(15_000), HEAD_MS],
    ['a head that never ends', 'GET /api/x HTTP/1.1\r\nHost: localhost:3000\r\n', '', HEAD_MS],
  ])('%s', async (_what, atOnce, byteByByte, limit) => {
    const { port, reached } = await open();
    const { answer, ms } = await trickle(port, atOnce, byteByByte);
    expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(answer).toMatch(/\r\nConnection: close\r\n/);
    expect(ms).toBeGreaterThan(limit - BYTE_MS);
    expect(ms).toBeLessThan(limit + CHECKED_MS + SLACK_MS);
    expect(reached).toEqual([]);
  });

  it('many of them keep nobody else waiting', async () => {
    const { port } = await open();
    const slow = Array.from({ length: 100 }, () =>
      trickle(port, `${head}Content-Length: 20000\r\n\r\n`, 'x'.repeat(60)),
    );
    const quick = await fetch(`http://127.0.0.1:${port}/`, { headers: { host: 'localhost:3000' } });
    expect(quick.status).toBe(421);
    const answers = await Promise.all(slow);
    expect(answers.filter(({ answer }) => !answer.startsWith('HTTP/1.1 408 '))).toEqual([]);
  });
});

it('by itself a server gives a head 10 s and a whole request 30 s, and looks every 5', async () => {
  const { headersTimeout, requestTimeout } = openServer(null, () => undefined);
  expect({ headersTimeout, requestTimeout }).toEqual({ headersTimeout: 10_000, requestTimeout: 30_000 });
});
