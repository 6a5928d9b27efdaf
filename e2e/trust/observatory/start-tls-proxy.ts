import { once } from 'node:events';
import { request as plainRequest } from 'node:http';
import { createServer, request } from 'node:https';
import { text } from 'node:stream/consumers';
import { makeCertificate } from './make-certificate';

export interface TlsAnswer {
  status: number;
  headers: Record<string, string>;
  cookies: string[];
  body: string;
}

export interface TlsProxy {
  port: number;
  /** By TLS, as a browser that opens the host; the certificate is verified. */
  ask(path: string, options?: { method?: string; headers?: Record<string, string> }): Promise<TlsAnswer>;
  stop(): Promise<void>;
}

/** What stands in front of Keyledger in a company: ends TLS for `host`, says whom it forwards and how they came. */
export async function startTlsProxy(host: string, toPort: number): Promise<TlsProxy> {
  const pair = makeCertificate(host);
  const server = createServer(pair, (incoming, outgoing) => {
    const { method, url, socket } = incoming;
    const forwarded = { 'x-forwarded-for': socket.remoteAddress ?? '', 'x-forwarded-proto': 'https' };
    const headers = { ...incoming.headers, ...forwarded };
    const onwards = plainRequest({ host: '127.0.0.1', port: toPort, method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onwards.once('error', () => socket.destroy());
    incoming.pipe(onwards);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const { port } = address;
  return {
    port,
    async ask(path, { method = 'GET', headers = {} } = {}) {
      const sent = request({
        host: '127.0.0.1',
        port,
        path,
        method,
        servername: host,
        ca: pair.cert,
        headers: { ...headers, host },
        agent: false,
      }).end();
      const [answer] = await once(sent, 'response');
      const { 'set-cookie': cookies = [], ...rest } = answer.headers;
      return { status: answer.statusCode, headers: rest, cookies, body: await text(answer) };
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
