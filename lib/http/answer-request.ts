import 'server-only';
import type { z } from 'zod';
import type { Entry } from '@/lib/contract/operation';
import { AppError } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { countStranger } from '@/lib/runtime/count-stranger';
import { limits } from '@/lib/runtime/limits';
import { countDenial, toCount } from '@/lib/runtime/count-request';
import { observeRequest } from '@/lib/runtime/metrics';
import type { System } from '@/lib/runtime/system';
import { noteRefusal } from '@/lib/services/note-refusal';
import type { Definition, Input } from './definition';
import { toDownload } from './download';
import { requirePermissions, requirePerson, requireSession, requireStillPerson, toRefusal } from './enter';
import { toEventStream } from './event-stream';
import { logFailure, logRequest, type Visit } from './log-request';
import { parseBody, parseIdempotencyKey, parseParams, parseQuery } from './parse-input';
import { problemResponse } from './problem-response';
import { setRateHeaders } from './rate-headers';
import { readJson } from './read-body';
import { requireHost, requireOrigin } from './require-our-address';
import { checkAnswer, toAnswer } from './to-answer';
import { toRequestId } from './trusted-headers';

type Params = Record<string, unknown>;

/**
 * The order at the door (contract.md): method and host → origin → who → permission → input → the act.
 * Each step throws an AppError; whatever is thrown becomes a problem, and one line in the log.
 */
export async function answerRequest<
  E extends Entry,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  A extends z.ZodType,
>(
  system: System,
  definition: Definition<E, P, Q, B, A>,
  request: Request,
  params: Params,
  /** The system as it is later: a stream goes by the grants of its time, not of its beginning. */
  current: () => Promise<System> = async () => system,
): Promise<Response> {
  const visit: Visit = {
    method: request.method,
    route: definition.operation.path,
    requestId: toRequestId(request.headers),
    startedAt: performance.now(),
    actorId: null,
    count: toCount(request.method, definition.operation.bucket),
  };
  const response = await pass(system, definition, request, params, visit, current).catch((error: unknown) => {
    countDenial(visit.count, error, system.now());
    logFailure(system.log, visit, error);
    return problemResponse(error, visit.requestId);
  });
  setRateHeaders(response.headers, visit.count);
  logRequest(system.log, visit, response.status);
  const seconds = (performance.now() - visit.startedAt) / 1000;
  observeRequest({ method: visit.method, route: visit.route, status: response.status, seconds });
  return response;
}

async function pass<
  E extends Entry,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  A extends z.ZodType,
>(
  system: System,
  definition: Definition<E, P, Q, B, A>,
  request: Request,
  params: Params,
  visit: Visit,
  current: () => Promise<System>,
): Promise<Response> {
  const { operation } = definition;
  const { requestId } = visit;
  requireHost(request, system.web);
  if ('open' in definition) {
    countStranger(request.headers, system.now());
    const answer = checkAnswer(operation, await definition.open({ system, headers: request.headers }), system.log);
    return toAnswer(operation, answer, definition.statusOf?.(answer) ?? operation.status, requestId);
  }

  // No page can send this header to us, and with it the cookie counts for nothing: there is nothing to forge.
  if (operation.method !== 'GET' && !request.headers.has('authorization')) requireOrigin(request, system.web);
  const refresh = async () => {
    const ctx = await requireStillPerson(await current(), request.headers, visit);
    requirePermissions(ctx, operation);
    return ctx;
  };
  const act = async (ctx: Context): Promise<Response> => {
    requirePermissions(ctx, operation);
    requireSession(ctx, operation);
    const input: Input<P, Q, B> = {
      params: parseParams(operation.params, params),
      query: parseQuery(operation.query, new URL(request.url).searchParams),
      idempotencyKey: operation.idempotent ? parseIdempotencyKey(request.headers) : undefined,
      body: parseBody(
        operation.body,
        operation.method === 'POST' ? await readJson(request, operation.mostBytes) : undefined,
      ),
    };
    if ('handler' in definition) {
      const answer = checkAnswer(operation, await definition.handler(ctx, input), system.log);
      return toAnswer(operation, answer, operation.status, requestId);
    }
    // Nobody reads what follows a HEAD, so nothing would end it.
    if (request.method === 'HEAD') return toAnswer(operation, '', operation.status, requestId);
    const release = limits().streams.take(ctx.actor.token?.id ?? ctx.actor.id);
    const abort = new AbortController();
    const leave = () => abort.abort();
    // Who left already is not told of again.
    if (request.signal.aborted) leave();
    request.signal.addEventListener('abort', leave, { once: true });
    const follow = { signal: abort.signal, refresh };
    if ('download' in definition) {
      const { fileName: name } = definition;
      const type = operation.contentType ?? 'application/octet-stream';
      const source = await definition.download(ctx, input, follow).catch((error: unknown) => {
        release();
        throw error;
      });
      return toDownload(source, { name, type, requestId, signal: abort.signal, onEnd: release });
    }
    const source = definition.stream(ctx, input, follow);
    const checked = checkEach(source, (answer) => checkAnswer(operation, answer, system.log), release);
    return toEventStream(checked, { event: definition.event, requestId, abort });
  };
  const ctx = await requirePerson(system, request.headers, visit);
  return act(ctx).catch(async (error: unknown) => {
    if (error instanceof AppError && error.refused) await noteRefusal(ctx, error, await toRefusal(ctx, visit, params));
    throw error;
  });
}

async function* checkEach<T>(
  source: AsyncIterable<unknown>,
  check: (answer: unknown) => T,
  end: () => void,
): AsyncGenerator<T> {
  try {
    for await (const answer of source) yield check(answer);
  } finally {
    end();
  }
}
