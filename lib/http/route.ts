import 'server-only';
import type { z } from 'zod';
import type { Entry } from '@/lib/contract/operation';
import { AppError } from '@/lib/domain/errors';
import { getSystem } from '@/lib/runtime/get-system';
import { answerRequest } from './answer-request';
import type { Definition } from './definition';
import { problemResponse } from './problem-response';
import { toRequestId } from './trusted-headers';

type RouteHandler = (
  request: Request,
  route: { params: Promise<Record<string, unknown> | undefined> },
) => Promise<Response>;

/**
 * The one door: every route of the API but sign-in's own is made by it. Methods that a file does not export never
 * come this far: lib/runtime/web refuses them with what the contract offers.
 */
export function route<
  E extends Entry,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  A extends z.ZodType,
>(definition: Definition<E, P, Q, B, A>): RouteHandler {
  if ('open' in definition !== (definition.permission === 'anyone'))
    throw new Error(`${definition.operation.id}: what is open to anyone must say so, and only that.`);
  return async (request, { params }) => {
    const system = await getSystem().catch(() => null);
    if (!system)
      return problemResponse(new AppError('unavailable', 'Keyledger is not up yet.'), toRequestId(request.headers));
    // Next gives none at all where the path has no names.
    return answerRequest(system, definition, request, (await params) ?? {}, getSystem);
  };
}
