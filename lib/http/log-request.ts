import 'server-only';
import { createHash } from 'node:crypto';
import type { Log } from '@/lib/domain/ports/context';
import { toProblem } from './problem-response';

/** What happened to one request. The path is the route's template: an id or a search in a log outlives its reason. */
export interface Visit {
  method: string;
  route: string;
  requestId: string;
  startedAt: number;
  actorId: string | null;
}

export const hashActor = (actorId: string): string =>
  createHash('sha256').update(actorId).digest('base64url').slice(0, 16);

export function logRequest(log: Log, visit: Visit, status: number): void {
  const { method, route, requestId, startedAt, actorId } = visit;
  const ms = Math.round(performance.now() - startedAt);
  log.info({ method, route, status, ms, requestId, actor: actorId && hashActor(actorId) }, 'request');
}

/** Where it came from, never what it says: the words of a foreign error may quote a value. */
export function logFailure(log: Log, visit: Visit, error: unknown): void {
  const { status, code } = toProblem(error, visit.requestId);
  if (status < 500) return;
  const origin = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const frames = origin instanceof Error ? (origin.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  log.error(
    {
      route: visit.route,
      requestId: visit.requestId,
      code,
      error: origin instanceof Error ? origin.name : typeof origin,
      stack: frames.slice(0, 12).join('\n'),
    },
    'request failed',
  );
}
