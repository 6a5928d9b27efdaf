import 'server-only';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { WebConfig } from '@/lib/config/web-config';

/** Generous for people and small for whoever holds connections open: a slow head, a slow body, an idle line. */
const LIMITS: ServerOptions = {
  maxHeaderSize: 16_384,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
  requireHostHeader: true,
  insecureHTTPParser: false,
};

export function openServer(tls: WebConfig['tls'], listener: RequestListener): Server {
  const server = tls
    ? createSecureServer(
        { ...LIMITS, minVersion: 'TLSv1.2', cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile) },
        listener,
      )
    : createServer(LIMITS, listener);
  server.maxHeadersCount = 100;
  server.maxRequestsPerSocket = 10_000;
  // Nothing here speaks another protocol, and nothing here is a proxy.
  server.on('connect', (_request, socket) => socket.destroy());
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    else socket.destroy();
  });
  return server;
}
