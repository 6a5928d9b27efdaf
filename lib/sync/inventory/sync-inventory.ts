import 'server-only';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Scope } from '@/lib/domain/scope';
import { findScope } from '@/lib/sync/find-scope';
import { recordFailure } from '@/lib/sync/record-failure';
import type { Handler } from '@/lib/sync/run-job';
import { withRestarts } from '@/lib/sync/with-restarts';
import { decidePage } from './decide-page';

/** One complete listing of a scope. Only a complete one removes anything (architecture.md, 5). */
async function listOnce(ctx: SystemContext, scope: Scope, signal: AbortSignal): Promise<void> {
  const { inventory, history } = ctx.store;
  const listingId = await inventory.startListing(scope.id, ctx.now());
  let askedAt = ctx.now();
  for await (const page of ctx.aws.listSecrets(scope)) {
    signal.throwIfAborted();
    await inventory.applyPage(listingId, await decidePage(ctx, scope, page, askedAt));
    // The next page is asked for when the loop comes round.
    askedAt = ctx.now();
  }
  signal.throwIfAborted();
  const { added, updated, removed } = await inventory.finishListing(listingId, ctx.now());
  // Also where nothing was added: an event may have been written while its secret was, neither seeing the other.
  await history.resolvePending(scope.id);
  ctx.log.info({ room: 'sync', scope: scope.id, added, updated, removed }, 'inventory listed');
}

export function createInventoryHandler(ctx: SystemContext): Handler {
  return async ({ about }, signal) => {
    const scope = await findScope(ctx, about);
    if (scope === null) return null;
    await recordFailure(ctx, scope.id, 'inventory', signal, () => withRestarts(() => listOnce(ctx, scope, signal)));
    return { afterSeconds: ctx.config.inventoryPollSeconds };
  };
}
