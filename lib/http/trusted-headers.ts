import 'server-only';
import { randomUUID } from 'node:crypto';

// Both are set by the server in front of Next (lib/runtime/web), over whatever the client sent.

/** The nearest address that no trusted proxy vouches for. */
export const toClientAddress = (headers: Headers): string => headers.get('x-forwarded-for') ?? 'unknown';

/** The id that the server gave the request, so that its log, ours, the ledger and the answer agree. */
export const toRequestId = (headers: Headers): string => {
  const given = headers.get('x-request-id');
  return given !== null && /^[0-9a-f-]{36}$/.test(given) ? given : randomUUID();
};
