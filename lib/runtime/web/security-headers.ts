import 'server-only';
import type { ServerResponse } from 'node:http';
import { isLoopback } from '@/lib/config/loopback';

/** What proxy.ts gives to pages and to the API; here for what is answered without it, and is no document. */
export const SECURITY_HEADERS = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'X-Permitted-Cross-Domain-Policies': 'none',
  'X-Robots-Tag': 'noindex, nofollow',
};

export function toSecurityHeaders({ protocol, hostname }: URL): Record<string, string> {
  // Not on loopback: every other server of this machine would be held to it.
  if (protocol !== 'https:' || isLoopback(hostname)) return SECURITY_HEADERS;
  return { ...SECURITY_HEADERS, 'Strict-Transport-Security': 'max-age=63072000' };
}

/** Gives an answer, as its head is written, those of `headers` that it lacks: Next's bare redirects have none. */
export function fillHeaders(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
  const writeHead = response.writeHead.bind(response);
  response.writeHead = (...head: unknown[]) => {
    for (const [name, value] of Object.entries(headers)) if (!response.hasHeader(name)) response.setHeader(name, value);
    Reflect.apply(writeHead, response, head);
    return response;
  };
}
