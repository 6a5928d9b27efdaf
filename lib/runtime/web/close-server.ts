import 'server-only';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';

const LATEST_MILLISECONDS = 8000;

/** Follows the answers that are under way, so that closing can end streams and wait for the rest. */
export function followAnswers(server: Server): () => Promise<void> {
  const open = new Set<ServerResponse>();
  server.on('request', (_request: IncomingMessage, response: ServerResponse) => {
    open.add(response);
    response.once('close', () => open.delete(response));
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
      for (const response of open) {
        const type = response.getHeader('content-type');
        // A stream of events never ends by itself; its page connects anew.
        if (typeof type === 'string' && type.startsWith('text/event-stream')) response.socket?.destroySoon();
        else if (!response.headersSent) response.setHeader('Connection', 'close');
      }
      setTimeout(() => server.closeAllConnections(), LATEST_MILLISECONDS).unref();
    });
}
