import 'server-only';
import { secretParams } from '@/lib/contract/operations/secrets';
import { visibilityOf } from '@/lib/domain/grant';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { Context } from '@/lib/domain/ports/context';

const IN_PATH = '/api/secrets/{id}';

/** For the ledger's entry of a refusal: the secret that the path names, where the person sees it; else null. */
export async function findNamedSecret(
  ctx: Context,
  route: string,
  params: Record<string, unknown>,
): Promise<NewLedgerEntry['secret']> {
  const named = route.startsWith(IN_PATH) ? secretParams.safeParse(params) : null;
  if (!named?.success) return null;
  const { grants } = ctx.actor;
  const sight = { inventory: visibilityOf(grants, 'inventory.read'), history: visibilityOf(grants, 'history.read') };
  const row = await ctx.store.inventory.find(sight, named.data.id, ctx.now());
  if (!row) return null;
  const { id, arn, name, accountId, tags, environment } = row;
  return { id, arn, name, accountId, tags, environment: environment.value };
}
