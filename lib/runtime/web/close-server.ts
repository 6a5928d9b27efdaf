import 'server-only';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';

const LATEST_MILLISECONDS = 8000;

/** Asked for or answered as a stream of events: it never ends by itself, and its page connects anew. */
function isStream(request: IncomingMessage, response: ServerResponse): boolean {
  return [request.headers.accept, response.getHeader('content-type')].some((type) =>
    String(type ?? '').startsWith('text/event-stream'),
  );
}

/** Follows the answers that are under way, so that closing can end streams and wait for the rest. */
export function followAnswers(server: Server): () => Promise<void> {
  const open = new Map<ServerResponse, IncomingMessage>();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    open.set(response, request);
    response.once('close', () => open.delete(response));
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
      for (const [response, request] of open) {
        if (isStream(request, response)) response.socket?.destroySoon();
        else if (!response.headersSent) response.setHeader('Connection', 'close');
      }
      setTimeout(() => server.closeAllConnections(), LATEST_MILLISECONDS).unref();
    });
}
