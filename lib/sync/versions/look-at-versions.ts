import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@/lib/domain/errors';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Scope } from '@/lib/domain/scope';
import { findScope } from '@/lib/sync/find-scope';
import type { Handler } from '@/lib/sync/run-job';

/** A tenth of the 50 calls a second that AWS gives an account and region, so that nobody else misses them. */
export const CALLS_PER_SECOND = 5;
const SLICE_MILLISECONDS = 20_000;
/** How soon a value that changed has its exact age, where no event told it. */
const AGAIN_SECONDS = 300;
const REFUSED_SECONDS = 6 * 3_600;
/** So many refusals in a row are not about a secret but about the role. */
const MOST_REFUSED = 3;

type Looked = 'seen' | 'refused';

/** Throws what is not about this secret or the role's rights: throttling, an expired session, no network. */
async function lookAt(ctx: SystemContext, scope: Scope, secret: { id: string; arn: string }): Promise<Looked> {
  const at = ctx.now();
  try {
    await ctx.store.inventory.applyVersions(secret.id, await ctx.aws.listVersions(scope, secret.arn), at);
    return 'seen';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const code = error.problem?.code;
    const isRefusal = code === 'denied' || code === 'unsupported' || code === 'protocol';
    if (error.code !== 'not_found' && !(error.code === 'upstream' && isRefusal)) throw error;
    await ctx.store.inventory.putOffVersions(secret.id, new Date(at.getTime() + REFUSED_SECONDS * 1000));
    return error.code === 'not_found' ? 'seen' : 'refused';
  }
}

/** Looks at the versions of one secret after another, at a trickle, until all were looked at since they changed. */
export function createVersionsHandler(ctx: SystemContext): Handler {
  return async ({ about }, signal) => {
    const scope = await findScope(ctx, about);
    if (scope === null) return null;
    const endsAt = performance.now() + SLICE_MILLISECONDS;
    const due = await ctx.store.inventory.versionsDue(
      scope.id,
      ctx.now(),
      (SLICE_MILLISECONDS / 1000) * CALLS_PER_SECOND,
    );
    let refused = 0;
    for (const secret of due) {
      if (signal.aborted || performance.now() >= endsAt) return { afterSeconds: 0 };
      const turn = sleep(1000 / CALLS_PER_SECOND);
      refused = (await lookAt(ctx, scope, secret)) === 'refused' ? refused + 1 : 0;
      if (refused >= MOST_REFUSED) return { afterSeconds: REFUSED_SECONDS };
      await turn;
    }
    return { afterSeconds: due.length > 0 ? 0 : AGAIN_SECONDS };
  };
}
