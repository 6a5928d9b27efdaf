import 'server-only';
import { MOST_ANNOTATED, type ChosenSecrets } from '@/lib/contract/bulk-annotations';
import { secretsFilter } from '@/lib/contract/secrets-query';
import { AppError } from '@/lib/domain/errors';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { Permission } from '@/lib/domain/permission';
import type { Context } from '@/lib/domain/ports/context';
import { sightOf } from './authorize';
import { mayAct } from './may-act';
import { toInventoryFilter } from './page-of-secrets';
import { toLedgerSecret } from './to-ledger-secret';

/** As many rows as are read before others have a turn. */
const BATCH = 500;

export interface Chosen {
  /** In sight, and the person's to do this to, as one of them alone would be; by id. */
  mine: ReadonlyMap<string, NonNullable<NewLedgerEntry['secret']>>;
  /** In sight, and not theirs to do it to. */
  mayNot: number;
}

async function matchingIds(ctx: Context, action: Permission, { filter, total }: ChosenSecrets): Promise<string[]> {
  const asked = filter ?? secretsFilter.parse({});
  const query = { filter: toInventoryFilter(asked), sort: 'name', order: 'asc', now: ctx.now() } as const;
  const matching = await ctx.store.inventory.matching(sightOf(ctx), query);
  const now = matching.total.toLocaleString('en');
  if (matching.total !== total) {
    const seen = (total ?? 0).toLocaleString('en');
    throw new AppError(
      'conflict',
      `${now} match now, and it was ${seen} when you selected them. Look at the list again.`,
      { refused: action },
    );
  }
  if (matching.total > MOST_ANNOTATED) {
    const most = MOST_ANNOTATED.toLocaleString('en');
    throw new AppError(
      'conflict',
      `${now} match, and at most ${most} are annotated at once. Narrow the filter, or set it by a prefix.`,
      { refused: action },
    );
  }
  const ids: string[] = [];
  for await (const batch of matching.batches) ids.push(...batch);
  return ids;
}

/** What is chosen by id or by filter, each held against sight and grant; `not_found` where none of the ids is in sight. */
export async function chooseSecrets(ctx: Context, action: Permission, asked: ChosenSecrets): Promise<Chosen> {
  const ids = asked.ids ? [...new Set(asked.ids)] : await matchingIds(ctx, action, asked);
  const mine = new Map<string, NonNullable<NewLedgerEntry['secret']>>();
  let mayNot = 0;
  for (let from = 0; from < ids.length; from += BATCH)
    for (const row of await ctx.store.inventory.read(sightOf(ctx), ids.slice(from, from + BATCH), ctx.now()))
      if (mayAct(ctx, action, row)) mine.set(row.id, toLedgerSecret(row.id, row, row.environment));
      else mayNot += 1;
  if (mine.size === 0 && mayNot > 0)
    throw new AppError('forbidden', `You do not have ${action} on any of these secrets.`, { refused: action });
  if (mine.size === 0 && asked.ids)
    throw new AppError('not_found', 'There is no such secret, or none of them is yours to see.', { refused: action });
  return { mine, mayNot };
}
