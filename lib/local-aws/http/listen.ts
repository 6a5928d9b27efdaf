import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { World } from '@/lib/local-aws/world/world';
import { jsonType, sendAnswer } from './answer';
import { ConnectionCut } from './connection-cut';
import { control } from './control';
import { readBody } from './read-body';
import { serveRequest } from './serve-request';

const loopback = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

/** A web page in a browser on this machine must not reach the control paths, whatever name it gave to 127.0.0.1. */
function mayControl({ headers, socket }: IncomingMessage): boolean {
  const fromPage = headers.origin !== undefined || headers['sec-fetch-site'] !== undefined;
  const host = (headers.host ?? '').replace(/:\d+$/, '');
  return !fromPage && loopback.test(socket.remoteAddress ?? '') && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(host);
}

async function handle(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', url = '/', headers, socket } = request;
  const body = await readBody(request);
  if (body === undefined)
    return sendAnswer(response, { status: 413, type: jsonType, body: '{"__type":"RequestEntityTooLarge"}' });
  const path = url.split('?')[0] ?? '/';
  if (!path.startsWith('/_local/'))
    return sendAnswer(response, await serveRequest(world, { method, url, headers, body, socket }));
  const answer = mayControl(request)
    ? control(world, method, path, body)
    : { status: 403, body: { message: 'loopback callers only' } };
  sendAnswer(response, { status: answer.status, type: 'application/json', body: JSON.stringify(answer.body) });
}

/** Listens; rejects with the system's error (EADDRINUSE and the like). */
export async function listen(world: World): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    handle(world, request, response).catch((error: unknown) => {
      if (error instanceof ConnectionCut) {
        request.socket.destroy();
        return;
      }
      // The stack alone: a request could hold a value, and no value may reach a log.
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.name) : 'unknown error'}\n`);
      if (!response.headersSent)
        sendAnswer(response, { status: 500, type: jsonType, body: '{"__type":"InternalFailure"}' });
    });
  });
  server.keepAliveTimeout = 30_000;
  const { host, port } = world.options;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  const address: AddressInfo | string | null = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : port };
}
