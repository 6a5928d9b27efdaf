import { request as open, type IncomingHttpHeaders } from 'node:http';
import type { Keys } from './local-world';
import { signRequest, type Unsigned } from './sign-request';

export type Answered = { status: number; headers: IncomingHttpHeaders; body: Buffer };

/** Sends a request to an endpoint, signed for the host it names, which need not be the one it goes to. */
export async function sendSigned(url: string, unsigned: Omit<Unsigned, 'host'> & { host?: string }, keys: Keys) {
  const { host = new URL(url).host, path, body = '', method = 'POST' } = unsigned;
  const headers = { ...signRequest({ ...unsigned, host }, keys), 'content-length': String(Buffer.byteLength(body)) };
  const answer = Promise.withResolvers<Answered>();
  const { hostname, port } = new URL(url);
  const outgoing = open({ hostname: hostname.replaceAll(/[[\]]/g, ''), port, path, method, headers }, (response) => {
    const parts: Buffer[] = [];
    response.on('data', (part: Buffer) => parts.push(part));
    response.on('end', () =>
      answer.resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
    );
    response.on('error', answer.reject);
  });
  outgoing.on('error', answer.reject);
  outgoing.end(body);
  return answer.promise;
}
