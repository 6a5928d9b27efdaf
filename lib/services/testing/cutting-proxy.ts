import 'server-only';
import { once } from 'node:events';
import { createServer, request, type IncomingMessage } from 'node:http';

export interface CuttingProxy {
  url: string;
  /** Answers that were thrown away. */
  cut: number;
  close(): Promise<void>;
}

/**
 * Stands before an endpoint and passes everything on as it is, but for the answers to one operation:
 * those are waited for, and then the connection ends without them, or (`holds`) goes on without them.
 * `then`: after the first one, which alone is cut.
 */
export async function startCuttingProxy(
  target: string,
  operation: string,
  holds = false,
  then?: () => Promise<void>,
): Promise<CuttingProxy> {
  const { hostname, port } = new URL(target);
  const proxy = { url: '', cut: 0, close: async () => undefined as void };
  const server = createServer((incoming, outgoing) => {
    const { method, url: path, headers } = incoming;
    const isCut = String(headers['x-amz-target']).endsWith(`.${operation}`) && (then === undefined || proxy.cut === 0);
    const cut = async (): Promise<void> => {
      await then?.();
      incoming.socket.destroy();
    };
    const onwards = request({ hostname, port, method, path, headers }, (answer: IncomingMessage) => {
      if (isCut) {
        proxy.cut += 1;
        answer.resume();
        if (!holds) answer.once('end', () => void cut());
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    onwards.once('error', () => incoming.socket.destroy());
    incoming.pipe(onwards);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  proxy.url = `http://127.0.0.1:${address.port}`;
  proxy.close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return proxy;
}
