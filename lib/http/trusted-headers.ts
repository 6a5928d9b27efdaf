import 'server-only';
import { randomUUID } from 'node:crypto';

/** The id that the server in front of Next gave the request, so that its log, ours, the ledger and the answer agree. */
export const toRequestId = (headers: Headers): string => {
  const given = headers.get('x-request-id');
  return given !== null && /^[0-9a-f-]{36}$/.test(given) ? given : randomUUID();
};
