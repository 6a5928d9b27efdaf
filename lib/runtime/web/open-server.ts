import 'server-only';
import { readFileSync } from 'node:fs';
import { createServer, STATUS_CODES, type RequestListener, type Server, type ServerOptions } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { WebConfig } from '@/lib/config/web-config';
import { SECURITY_HEADERS } from './security-headers';

/** Generous for people and small for whoever holds connections open: a slow head, a slow body, an idle line. */
const LIMITS: ServerOptions = {
  maxHeaderSize: 16_384,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
  // Asked for by check-request.ts, in the words of a problem; Node's own refusal has no header of ours.
  requireHostHeader: false,
  insecureHTTPParser: false,
  // RFC 9110 §7.8: who offers to go on in another protocol is answered in ours, whoever listens for it (Next does).
  shouldUpgradeCallback: () => false,
};

/** As Node's own handler tells them (http, Event: 'clientError'); everything else is a bad request. */
const STATUS_OF_ERROR: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** `limits`: others than ours, for the development server, and for tests that cannot wait as long. */
export function openServer(tls: WebConfig['tls'], listener: RequestListener, limits: ServerOptions = {}): Server {
  const options = { ...LIMITS, ...limits };
  const server = tls
    ? createSecureServer(
        { ...options, minVersion: 'TLSv1.2', cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile) },
        listener,
      )
    : createServer(options, listener);
  server.maxHeadersCount = 100;
  server.maxRequestsPerSocket = 10_000;
  // Node refuses an Expect that it does not know by itself, without a header of ours; RFC 9110 §10.1.1 lets it count for nothing.
  server.on('checkExpectation', listener);
  // Nothing here is a proxy.
  server.on('connect', (_request, socket) => socket.destroy());
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (socket.writable) socket.end(toBareAnswer(STATUS_OF_ERROR[error.code ?? ''] ?? 400));
    else socket.destroy();
  });
  return server;
}

/** To what could not be read as a request, so that no response stands for it. */
function toBareAnswer(status: number): string {
  const headers = { ...SECURITY_HEADERS, Connection: 'close', 'Content-Length': '0' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', ''].join('\r\n');
}
