import 'server-only';
import { once } from 'node:events';
import https from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Of hooks.example.test, self-signed and good for nothing but tests: PEM, valid for a hundred years. */
export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBrzCCAVagAwIBAgIUL49tF75DLl9XY4szjl2RRu77C4cwCgYIKoZIzj0EAwIw
HTEbMBkGA1UEAwwSaG9va3MuZXhhbXBsZS50ZXN0MCAXDTI2MTEyNzA5NDc0MVoY
DzIxMjYxMTAzMDk0NzQxWjAdMRswGQYDVQQDDBJob29rcy5leGFtcGxlLnRlc3Qw
WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAS+jW7cZr8rEp9phiXRo4KppYl8k3CH
YyDjom49VO2o6Y3tRhUQQABW1vawUFH/EN8Wv0EmsGyOfZ8zhheanMt4o3IwcDAd
BgNVHQ4EFgQUGFm5XMJY00Gt3z247UlScqcfW6QwHwYDVR0jBBgwFoAUGFm5XMJY
00Gt3z247UlScqcfW6QwDwYDVR0TAQH/BAUwAwEB/zAdBgNVHREEFjAUghJob29r
cy5leGFtcGxlLnRlc3QwCgYIKoZIzj0EAwIDRwAwRAIgJSHu2ZwgoqkZgKHL1lxj
VPqhVVlmQy9ldZAJwJ1NWnUCIGpJRKwz6Bfhds16KFqvjQiZI8boyZRn1yKDi06C
6JpL
-----END CERTIFICATE-----
`;
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgUoRimWLP0OAcVzCg
45V+tMciRLG0tuVJLvWoy66kK9WhRANCAAS+jW7cZr8rEp9phiXRo4KppYl8k3CH
YyDjom49VO2o6Y3tRhUQQABW1vawUFH/EN8Wv0EmsGyOfZ8zhheanMt4
-----END PRIVATE KEY-----
`;

export const HOST = 'hooks.example.test';

export interface Received {
  headers: IncomingMessage['headers'];
  body: string;
}

export interface Receiver {
  port: number;
  received: Received[];
  /** What it does with the next requests; it answers 204 at first. */
  answer: (request: IncomingMessage, response: ServerResponse) => void;
  close(): Promise<void>;
}

/** A server of HTTPS on loopback that keeps what it gets. */
export async function startReceiver(): Promise<Receiver> {
  const receiver: Receiver = {
    port: 0,
    received: [],
    answer: (_, response) => void response.writeHead(204).end(),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  const server = https.createServer({ cert: CERTIFICATE, key: KEY }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => undefined);
    request.on('end', () => {
      receiver.received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      receiver.answer(request, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  receiver.port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return receiver;
}
