import 'server-only';
import type { Instrumentation } from 'next';
import { z } from 'zod';
import type { Log } from '@/lib/domain/ports/context';
import { toFailureFields } from './to-failure-fields';

/** What Next gives an error in production; the page names it, so that it can be found here. */
const numbered = z.object({ digest: z.string().regex(/^\d{1,20}(@E\d+)?$/) });

const refused = z.object({ name: z.literal('AppError'), code: z.literal('rate_limited') });

type Failure = Parameters<Instrumentation.onRequestError>;

/** A page that failed, by its route: its path may hold what someone searched for. */
export function logPageFailure(log: Log, ...[error, request, { routePath }]: Failure): void {
  // Told to the person by the page's frame, and no fault of ours: as at the API's door.
  if (refused.safeParse(error).success) return;
  const requestId = request.headers['x-request-id'];
  const digest = numbered.safeParse(error).data?.digest;
  const fields = { method: request.method, route: routePath, requestId, digest };
  log.error({ ...fields, ...toFailureFields(error) }, 'page failed');
}
