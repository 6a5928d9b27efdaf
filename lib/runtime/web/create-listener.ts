import 'server-only';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebConfig } from '@/lib/config/web-config';
import type { Log } from '@/lib/domain/ports/context';
import { answerProblem, refusal } from './answer-problem';
import { checkRequest, forgetPageHeaders } from './check-request';
import { holdBody } from './hold-body';
import { normaliseForwarded, toTrustList } from './normalise-forwarded';
import { fillHeaders, toSecurityHeaders } from './security-headers';

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The door before the doors: what is refused here never reaches Next. */
export function createListener(web: WebConfig, handle: Handler, log: Log) {
  const isTrusted = toTrustList(web.trustedProxies);
  const publicUrl = new URL(web.publicUrl);
  // What says nothing of how long it may be kept, as Next's bare answers, is not kept.
  const filled = { ...toSecurityHeaders(publicUrl), 'Cache-Control': 'no-store' };

  async function serve(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const refused = checkRequest(request, web.hosts);
    if (refused) return answerProblem(response, refused, requestId);
    normaliseForwarded(request, isTrusted, publicUrl);
    forgetPageHeaders(request);
    // Ours, never the client's: it joins the log, the ledger and the answer.
    request.headers['x-request-id'] = requestId;
    const body = await holdBody(request);
    if (body === 'too_large')
      return answerProblem(response, refusal('too_large', 'The body is larger than 64 KiB.'), requestId);
    if (body === 'complete') await handle(request, response);
  }

  return (request: IncomingMessage, response: ServerResponse): void => {
    fillHeaders(response, filled);
    const since = performance.now();
    const requestId = randomUUID();
    const { method } = request;
    const path = toLoggedPath(request.url ?? '');
    response.once('close', () => {
      // The API's own door says more of its requests, and static files say nothing.
      if (response.hasHeader('x-request-id') || (path.startsWith('/_next/') && response.statusCode < 400)) return;
      const ms = Math.round(performance.now() - since);
      log.info({ method, path, status: response.statusCode, ms, requestId }, 'request');
    });
    serve(request, response, requestId).catch((error: unknown) => {
      log.error({ requestId, error }, 'a request failed');
      answerProblem(response, refusal('internal', 'Something went wrong on our side.'), requestId);
    });
  };
}

/** Without the query, and without ids: what someone looked at is the ledger's to keep, not the log's. */
const toLoggedPath = (url: string): string =>
  (url.split(/[?#]/, 1)[0] ?? '').replaceAll(/\/(?=[^/]*(%|[^/]{20}))[^/]+/g, '/:id');
