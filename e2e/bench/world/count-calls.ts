import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Cleanup } from './cleanup';

export interface CallCount {
  url: string;
  /** By operation, e.g. LookupEvents. */
  calls: Map<string, number>;
  refused: Map<string, number>;
  /** When the first one came, on the clock of `performance.now()`. */
  firstAt: Map<string, number>;
}

const add = (counts: Map<string, number>, name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);

/** Stands in front of an endpoint and counts what passes, so that calls are those on the wire. */
export async function countCalls(endpoint: string, cleanup: Cleanup): Promise<CallCount> {
  const { hostname, port } = new URL(endpoint);
  const counted: Omit<CallCount, 'url'> = { calls: new Map(), refused: new Map(), firstAt: new Map() };
  const pass = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const target = incoming.headers['x-amz-target'];
    const operation = typeof target === 'string' ? (target.split('.').at(-1) ?? '') : 'STS';
    add(counted.calls, operation);
    if (!counted.firstAt.has(operation)) counted.firstAt.set(operation, performance.now());
    const { method, url: path, headers } = incoming;
    const asked = request({ hostname, port, method, path, headers }, (answer) => {
      if (answer.statusCode !== 200) add(counted.refused, operation);
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    asked.once('error', () => outgoing.destroy());
    incoming.pipe(asked);
  };
  const server = createServer(pass).listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanup.add(() => server.close().closeAllConnections());
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, ...counted };
}
