import 'server-only';
import type { ServerResponse } from 'node:http';
import { STATUS_OF, type ErrorCode } from '@/lib/domain/errors';

export interface Refusal {
  status: number;
  code: ErrorCode;
  detail: string;
  headers?: Record<string, string>;
}

export const refusal = (code: ErrorCode, detail: string, status: number = STATUS_OF[code]): Refusal => ({
  status,
  code,
  detail,
});

/** RFC 9457, as every other refusal; closes the connection, since what is still to come on it is not wanted. */
export function answerProblem(
  response: ServerResponse,
  { status, code, detail, headers }: Refusal,
  requestId: string,
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = JSON.stringify({ type: 'about:blank', title: detail, status, detail, code, requestId });
  response.writeHead(status, {
    'Content-Type': 'application/problem+json',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    Connection: 'close',
    ...headers,
  });
  response.end(body);
}
