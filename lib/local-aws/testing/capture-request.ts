import { createServer, request as send, type IncomingHttpHeaders } from 'node:http';

export type Captured = { headers: IncomingHttpHeaders; body: string };

/** The request a client makes, signed as it would go out, and not sent on. `call` gets the address to send it to. */
export async function captureRequest(call: (url: string) => Promise<unknown>): Promise<Captured> {
  const captured = Promise.withResolvers<Captured>();
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      captured.resolve({ headers: request.headers, body });
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  // The answer is of no interest; that there was a request is.
  const [found] = await Promise.all([
    captured.promise,
    call(`http://127.0.0.1:${address.port}`).catch(() => undefined),
  ]);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return found;
}

/** Sends a captured request elsewhere, with the headers it was signed with, its host too. */
export async function sendCaptured(
  url: string,
  { headers, body }: Captured,
): Promise<{ status: number; body: string }> {
  const answer = Promise.withResolvers<{ status: number; body: string }>();
  const sent = { ...headers, 'content-length': String(Buffer.byteLength(body)) };
  const outgoing = send(url, { method: 'POST', headers: sent }, (response) => {
    let text = '';
    response.on('data', (part: Buffer) => (text += part.toString()));
    response.on('end', () => answer.resolve({ status: response.statusCode ?? 0, body: text }));
  });
  outgoing.on('error', answer.reject);
  outgoing.end(body);
  return answer.promise;
}
