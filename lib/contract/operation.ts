import { z } from './zod';
import type { ErrorCode } from '@/lib/domain/errors';
import type { Permission } from '@/lib/domain/permission';
import type { RouteBucket } from '@/lib/domain/rate-limits';

/** Of a body. */
export const MOST_BYTES = 16 * 1024;

/** `signed-in`: any person. `anyone`: strangers too, so it may name nothing. */
export type Entry = Permission | 'signed-in' | 'anyone';

/**
 * One route as data: the door (lib/http) holds requests and answers against it, and the OpenAPI
 * document is made from it, so that the two cannot say different things.
 */
export interface Operation<
  E extends Entry = Entry,
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodType = z.ZodType,
  A extends z.ZodType = z.ZodType,
> {
  /** `listSecrets`; unique. */
  id: string;
  method: 'GET' | 'POST' | 'DELETE';
  /** `/api/secrets/{id}`. */
  path: `/api/${string}`;
  summary: string;
  permission: E;
  /** Another one that its answer needs. */
  needsToo?: Permission;
  /** Names in the path. One that does not fit is `not_found`: no such thing can exist. */
  params: P;
  query: Q;
  /** Read for POST alone. */
  body: B;
  /** How long a body may be, where the longest of those that are in order has more than `MOST_BYTES`. */
  mostBytes?: number;
  /** Held against every answer; `z.void()` for 204. */
  answer: A;
  status: 200 | 201 | 202 | 204;
  /** What this route may answer besides what every route may. */
  codes: readonly ErrorCode[];
  /** For a person who is signed in, such as their own sessions and saved views: an API token is refused. */
  bySessionAlone?: boolean;
  /** What its requests are counted as; a `read` or an `act` by its method, where nothing is said. */
  bucket?: RouteBucket;
  /** Takes an `Idempotency-Key`. */
  idempotent?: boolean;
  /** Where the answer is not JSON: `text/event-stream`, each event's data being `answer`, or plain text. */
  contentType?:
    | 'text/event-stream'
    | 'text/plain; version=0.0.4; charset=utf-8'
    | 'text/plain; charset=utf-8'
    | 'application/x-ndjson'
    | 'text/csv; charset=utf-8';
}

export const none = z.strictObject({});
export const noBody = z.void();

/** What reading routes have in common. */
export const reading = { method: 'GET', params: none, query: none, body: noBody, status: 200, codes: [] } as const;

/** What acts have in common: they go to AWS, and may meet its refusals. */
export const acting = {
  method: 'POST',
  params: none,
  query: none,
  idempotent: true,
  codes: ['not_found', 'conflict', 'too_large', 'reauth_required', 'approval_required', 'upstream', 'throttled'],
} as const;

/** Keeps the exact types of an operation. */
export const operation = <
  E extends Entry,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  A extends z.ZodType,
>(
  stated: Operation<E, P, Q, B, A>,
): Operation<E, P, Q, B, A> => stated;
