import 'server-only';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';

export interface HostileServer {
  url: string;
  /** Bodies of the requests so far, oldest first. */
  requests: { target: string; body: string }[];
  close(): Promise<void>;
}

/** An endpoint that answers with whatever a test gives it, byte for byte; the last answer is repeated. */
export async function startHostileServer(
  ...answers: { status?: number; headers?: Record<string, string>; body: string | null }[]
): Promise<HostileServer> {
  const requests: HostileServer['requests'] = [];
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const answer = answers[Math.min(requests.length, answers.length - 1)];
      requests.push({ target: String(request.headers['x-amz-target']), body: Buffer.concat(chunks).toString() });
      // No answer at all: the connection just ends.
      if (!answer || answer.body === null) {
        request.socket.destroy();
        return;
      }
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/x-amz-json-1.1', ...answer.headers });
      response.end(answer.body);
    });
  };
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
