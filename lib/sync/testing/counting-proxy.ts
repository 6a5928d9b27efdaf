import 'server-only';
import { once } from 'node:events';
import { createServer, request } from 'node:http';

/** One call as it went by; `throttled` where AWS said so. */
export interface Counted {
  operation: string;
  /** `GET /bucket/key`. */
  asked: string;
  /** Of the credential that signed it: `eu-west-1`. */
  region: string;
  at: number;
  status: number;
  throttled: boolean;
}

export interface CountingProxy {
  url: string;
  calls: Counted[];
  close(): Promise<void>;
}

/**
 * Stands before an endpoint, passes everything on as it is, and notes what was asked. `withoutDate`:
 * leaves out the time of the answer, by which the SDK would set its clock, where a test moves time.
 */
export async function startCountingProxy(target: string, withoutDate = false): Promise<CountingProxy> {
  const { hostname, port } = new URL(target);
  const calls: Counted[] = [];
  const server = createServer((incoming, outgoing) => {
    const at = Date.now();
    const { method, url: path, headers } = incoming;
    const operation = String(headers['x-amz-target'] ?? 'sts').replace(/^.*\./, '');
    const region = /Credential=[^/]+\/\d+\/([\w-]+)\//.exec(String(headers.authorization))?.[1] ?? '';
    const onwards = request({ hostname, port, method, path, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const body = Buffer.concat(chunks);
        const status = answer.statusCode ?? 500;
        const throttled = status !== 200 && body.includes('Throttling');
        calls.push({ operation, asked: `${method} ${path}`, region, at, status, throttled });
        const { date, ...rest } = answer.headers;
        outgoing.sendDate = false;
        outgoing.writeHead(status, withoutDate || date === undefined ? rest : { ...rest, date });
        outgoing.end(body);
      });
    });
    onwards.once('error', () => incoming.socket.destroy());
    incoming.pipe(onwards);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
