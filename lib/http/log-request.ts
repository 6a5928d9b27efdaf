import 'server-only';
import { createHash } from 'node:crypto';
import type { Log } from '@/lib/domain/ports/context';
import type { Count } from '@/lib/runtime/count-request';
import { toFailureFields } from '@/lib/runtime/log/to-failure-fields';
import { toProblem } from './problem-response';

/** What happened to one request. The path is the route's template: an id or a search in a log outlives its reason. */
export interface Visit {
  method: string;
  route: string;
  requestId: string;
  startedAt: number;
  actorId: string | null;
  count: Count;
}

export const hashActor = (actorId: string): string =>
  createHash('sha256').update(actorId).digest('base64url').slice(0, 16);

export function logRequest(log: Log, visit: Visit, status: number): void {
  const { method, route, requestId, startedAt, actorId } = visit;
  const ms = Math.round(performance.now() - startedAt);
  log.info({ method, route, status, ms, requestId, actor: actorId && hashActor(actorId) }, 'request');
}

export function logFailure(log: Log, visit: Visit, error: unknown): void {
  const { status, code } = toProblem(error, visit.requestId);
  if (status < 500) return;
  const { route, requestId } = visit;
  log.error({ ...toFailureFields(error), route, requestId, code }, 'request failed');
}
