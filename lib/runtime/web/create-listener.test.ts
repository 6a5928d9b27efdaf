import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { EVERY_OPERATION } from '@/lib/contract/operations/every-operation';
import { problem } from '@/lib/contract/problem';
import type { WebConfig } from '@/lib/config/web-config';
import type { Log } from '@/lib/domain/ports/context';
import { followAnswers } from './close-server';
import { createListener } from './create-listener';
import { openServer } from './open-server';

const lines: Record<string, unknown>[] = [];
const log: Log = { info: (fields) => lines.push(fields), warn: () => undefined, error: (fields) => lines.push(fields) };

const web: WebConfig = {
  host: '127.0.0.1',
  port: 0,
  publicUrl: 'http://localhost:3000',
  hosts: ['localhost:3000', '127.0.0.1:3000'],
  origins: [],
  trustedProxies: [],
  tls: null,
  metricsToken: null,
};

let server: Server | undefined;
let close: (() => Promise<void>) | undefined;
afterEach(async () => {
  await close?.();
  lines.length = 0;
});

/** What the handler behind the door got. */
interface Seen {
  headers: IncomingMessage['headers'];
  body: string;
}

async function open(change: Partial<WebConfig> = {}, answer?: (request: IncomingMessage) => string): Promise<Seen[]> {
  const seen: Seen[] = [];
  const listener = createListener(
    { ...web, ...change },
    async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
      seen.push({ headers: { ...request.headers }, body: Buffer.concat(chunks).toString() });
      response.end(answer?.(request) ?? 'inside');
    },
    log,
  );
  server = openServer(null, listener);
  close = followAnswers(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return seen;
}

/** Bytes as they are: a client library would mend what these tests break. */
async function send(...parts: string[]): Promise<string> {
  const address = server?.address();
  if (!address || typeof address === 'string') throw new Error('the server is not open');
  const socket = connect(address.port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
  socket.on('error', () => undefined);
  for (const part of parts) socket.write(part);
  await once(socket, 'close');
  return answer;
}

const get = (path: string, headers = ''): string =>
  `GET ${path} HTTP/1.1\r\nHost: localhost:3000\r\nConnection: close\r\n${headers}\r\n`;
const post = (headers: string, body: string): string =>
  `POST /api/x HTTP/1.1\r\nHost: localhost:3000\r\nConnection: close\r\n${headers}\r\n${body}`;

const everyPath = () =>
  [...Map.groupBy(EVERY_OPERATION, ({ path }) => path)].map(([path, operations]) => {
    const allowed = operations.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).toSorted();
    const others = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].filter((one) => !allowed.includes(one));
    return { path, url: path.replaceAll(/\{\w+\}/g, 'x'), allowed, others };
  });

describe('what never reaches Next', () => {
  it.each([
    ['a host that is not ours', 'GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n', 421],
    ['our name with a port that is not ours', 'GET / HTTP/1.1\r\nHost: localhost:4000\r\n\r\n', 421],
    ['our name as a part of another', 'GET / HTTP/1.1\r\nHost: localhost:3000.evil.example\r\n\r\n', 421],
    ['two hosts', 'GET / HTTP/1.1\r\nHost: localhost:3000\r\nHost: evil.example\r\n\r\n', 400],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['an empty host', 'GET / HTTP/1.1\r\nHost:\r\n\r\n', 400],
    ['an absolute target', 'GET http://evil.example/ HTTP/1.1\r\nHost: localhost:3000\r\n\r\n', 400],
    ['a scheme-relative target', get('//evil.example/'), 400],
    ['a backslash', get('/\\evil.example'), 400],
    ['a line without a version', 'GET /\r\nHost: localhost:3000\r\n\r\n', 400],
    ['another version of HTTP', get('/').replace('HTTP/1.1', 'HTTP/2.0'), 400],
    ['chunks of HTTP/1.0', post('Transfer-Encoding: chunked\r\n', '0\r\n\r\n').replace('HTTP/1.1', 'HTTP/1.0'), 400],
    ['a method that is not offered', 'PUT / HTTP/1.1\r\nHost: localhost:3000\r\n\r\n', 405],
    ['TRACE', 'TRACE / HTTP/1.1\r\nHost: localhost:3000\r\n\r\n', 405],
    [
      'a page that is posted to',
      post('Next-Action: x\r\nContent-Length: 2\r\n', '{}').replace('/api/x', '/sign-in'),
      405,
    ],
    ['a page that is to be deleted', get('/secrets').replace('GET', 'DELETE'), 405],
    ['a page behind dot segments', get('/api/../secrets').replace('GET', 'DELETE'), 405],
    ['an image to be made', get('/_next/image?w=64&q=75&url=%2Fx%0A%7B%22msg%22%3A1%7D'), 404],
    ['an image behind dot segments', get('/_next/static/%2e%2e/image?w=64&q=75&url=%2Fx'), 404],
    ['a path that is no percent-encoding', get('/api/secrets/%zz'), 400],
    ['a path that is no UTF-8', get('/secrets/%ff%fe'), 400],
    ['what Next keeps beside its files', get('/_next/data/x.json'), 404],
    ["Next's page for what broke", get('/_global-error'), 404],
    ['the same behind dot segments', get('/secrets/../_global-error?x'), 404],
    ['the same, encoded', get('/%5Fglobal-error'), 404],
    ['the same behind a slash, encoded', get('/%2F%5fglobal-error'), 404],
    ['the same by its status', get('/500'), 404],
    ['its status, encoded', get('/%35%30%30?x'), 404],
    ['its status and a slash', get('/500/'), 404],
    ['the page of what is not there', get('/404'), 404],
    ['what Next keeps beside its files, encoded', get('/%5fnext/data/x.json'), 404],
    ['an image to be made, encoded', get('/_next%2Fimage?w=64&q=75&url=%2Fx'), 404],
    ['a state of the router that is no JSON', get('/secrets?_rsc=x', 'RSC: 1\r\nNext-Router-State-Tree: x\r\n'), 400],
    ['one that is no encoding', get('/secrets', 'Next-Router-State-Tree: %zz\r\n'), 400],
    ['one of another shape', get('/secrets', 'RSC: 1\r\nNext-Router-State-Tree: [1]\r\n'), 400],
    ['an empty one', get('/secrets', 'Next-Router-State-Tree:\r\n'), 400],
    ['two of them', get('/secrets', 'Next-Router-State-Tree: ["",{}]\r\n'.repeat(2)), 400],
    ['a head of 20 KB', get('/', `X-Long: ${'x'.repeat(20_000)}\r\n`), 431],
    ['no HTTP at all', '\u0016\u0003\u0001 hello\r\n\r\n', 400],
    ['two lengths', post('Content-Length: 2\r\nContent-Length: 3\r\n', '{}'), 400],
    ['a length and chunks', post('Content-Length: 2\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'), 400],
    ['a length beyond the limit', post('Content-Length: 65537\r\n', ''), 413],
    ['chunks beyond the limit', post('Transfer-Encoding: chunked\r\n', `11170\r\n${'x'.repeat(0x11170)}\r\n`), 413],
  ])('%s', async (_what, request, status) => {
    const seen = await open();
    expect(await send(request)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(seen).toEqual([]);
  });

  it('is a method that a route of the contract does not have: a problem, and what it does have', async () => {
    const seen = await open();
    for (const { path, url, allowed, others } of everyPath())
      for (const method of others) {
        const [head = '', body = ''] = (await send(get(url).replace('GET', method))).split('\r\n\r\n');
        const where = `${method} ${path}`;
        expect(head, where).toMatch(/^HTTP\/1.1 405 /);
        expect(/^allow: (.*)$/im.exec(head)?.[1]?.split(', ').toSorted(), where).toEqual(allowed);
        expect(head, where).toMatch(/^content-security-policy: default-src 'none'/im);
        expect(head, where).toMatch(/^cache-control: no-store$/im);
        const said = method === 'HEAD' ? null : problem.parse(JSON.parse(body));
        expect([body === '', said?.status, said?.code], where).toEqual(
          method === 'HEAD' ? [true, undefined, undefined] : [false, 405, 'invalid'],
        );
      }
    expect(seen).toEqual([]);
  });

  it.each([
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['no HTTP', 'hello\r\n\r\n'],
  ])('is answered with our headers, also for %s', async (_what, request) => {
    await open();
    expect(await send(request)).toMatch(/^content-security-policy: default-src 'none'/im);
  });

  it('is answered as a problem with the id that the log has', async () => {
    await open();
    const answer = await send(get('//x?token=CANARY'));
    const { requestId } = JSON.parse(answer.slice(answer.indexOf('{'))) as { requestId: string };
    expect(answer).toContain('application/problem+json');
    expect(lines).toMatchObject([{ status: 400, method: 'GET', path: '//x', requestId }]);
    expect(JSON.stringify(lines)).not.toContain('CANARY');
  });
});

describe('what does', () => {
  it('is every method of a route of the contract', async () => {
    const seen = await open();
    for (const { path, url, allowed } of everyPath())
      for (const method of allowed)
        expect(await send(get(url).replace('GET', method)), `${method} ${path}`).toMatch(/^HTTP\/1.1 200 /);
    expect(seen.length).toBeGreaterThan(EVERY_OPERATION.length);
  });

  it('is logged without ids and query', async () => {
    await open();
    await send(get('/secrets/k3J0aXm2b9Qe1ZpV7yTt0g?q=CANARY'));
    await send(get('/access/principals/arn%3Aaws'));
    expect(lines).toMatchObject([{ path: '/secrets/:id' }, { path: '/access/principals/:id' }]);
  });

  it('are pages, the files of the build and the API', async () => {
    const seen = await open();
    const files = ['/_next/static/chunks/a.js', '/_next/static/chunks/%5Bid%5D_500.js', '/favicon.svg'];
    const pages = ['/secrets', '/api/../secrets', '/secrets/500', '/secrets?page=/_x', '/5000', '/%00?q=%zz'];
    for (const path of [...files, ...pages]) await send(get(path));
    await send(get('/api/sessions/x').replace('GET', 'DELETE'));
    expect(seen).toHaveLength(10);
  });

  it('says to the API nothing of what pages say to Next, and to pages all of it', async () => {
    const seen = await open();
    const said = 'RSC: 1\r\nNext-Action: x\r\nNext-Router-Prefetch: 1\r\nX-Middleware-Subrequest: proxy:proxy\r\n';
    await send(get('/api/secrets', said));
    await send(get('/%2e/api/../api/secrets', said));
    await send(get('/secrets', said));
    const names = seen.map(({ headers }) => Object.keys(headers).filter((name) => /rsc|next|middleware/.test(name)));
    expect(names.map(({ length }) => length)).toEqual([0, 0, 4]);
  });

  it('may not be kept where nothing is said of that', async () => {
    await open();
    expect(await send(get('/api/secrets'))).toMatch(/^cache-control: no-store$/im);
  });

  it('is asked of, whatever the client expects, and by HTTP/1.0', async () => {
    const seen = await open();
    expect(await send(get('/', 'Expect: the-unexpected\r\n'))).toMatch(/^HTTP\/1.1 200 /);
    expect(await send(get('/').replace('HTTP/1.1', 'HTTP/1.0'))).toMatch(/^HTTP\/1.1 200 /);
    expect(seen).toHaveLength(2);
  });

  it('is asked in HTTP/1.1, whatever other protocol the client offers and whoever listens for it', async () => {
    const seen = await open();
    server?.on('upgrade', (_request, socket) => socket.destroy());
    for (const offer of ['websocket', 'h2c', 'TLS/1.0, HTTP/2.0'])
      expect(await send(get('/', `Connection: Upgrade\r\nUpgrade: ${offer}\r\n`))).toMatch(/^HTTP\/1.1 200 /);
    expect(await send(get('/', 'Connection: Upgrade\r\n'))).toMatch(/^HTTP\/1.1 200 /);
    expect(seen).toHaveLength(4);
  });

  it('has its whole body, however it came', async () => {
    const seen = await open();
    await send(post('Transfer-Encoding: chunked\r\n', '2\r\n{"\r\n'), '4\r\na":1\r\n', '1\r\n}\r\n0\r\n\r\n');
    await send(post('Content-Length: 65536\r\n', 'x'.repeat(65_536)));
    expect(seen.map(({ body }) => body)).toEqual(['{"a":1}', 'x'.repeat(65_536)]);
  });

  it('believes no stranger about where it came from', async () => {
    const seen = await open();
    const lies =
      'X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-Host: evil\r\nX-Forwarded-Proto: https\r\nForwarded: for=6.6.6.6\r\n';
    await send(get('/', `${lies}X-Real-IP: 6.6.6.6\r\nX-Request-Id: mine\r\n`));
    const headers: IncomingMessage['headers'] = seen[0]?.headers ?? {};
    expect(headers).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': 'localhost:3000',
      'x-forwarded-proto': 'http',
    });
    expect(headers).not.toHaveProperty('forwarded');
    expect(headers).not.toHaveProperty('x-real-ip');
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    ['1.2.3.4', '1.2.3.4'],
    ['6.6.6.6, 1.2.3.4, 10.0.0.9', '1.2.3.4'],
    ['6.6.6.6, nonsense, 10.0.0.9', '10.0.0.9'],
    ['10.0.0.1', '10.0.0.1'],
    ['', '127.0.0.1'],
  ])('a trusted proxy that says "%s" speaks of %s', async (said, client) => {
    const seen = await open({ trustedProxies: ['127.0.0.1', '10.0.0.0/8'] });
    await send(get('/', `X-Forwarded-For: ${said}\r\n`));
    expect(seen[0]?.headers['x-forwarded-for']).toBe(client);
  });
});

it('closing ends a stream of events and waits for nobody idle', async () => {
  const listener = createListener(
    web,
    async (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write('data: 1\n\n');
    },
    log,
  );
  server = openServer(null, listener);
  const end = followAnswers(server);
  close = undefined;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const answer = send(get('/', 'Accept: text/event-stream\r\n').replace('close', 'keep-alive'));
  await once(server, 'request');
  const since = performance.now();
  await end();
  expect(await answer).toContain('data: 1');
  expect(performance.now() - since).toBeLessThan(2000);
});
