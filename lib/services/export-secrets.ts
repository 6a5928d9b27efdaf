import 'server-only';
import { toCsvLine } from '@/lib/contract/csv';
import type { SecretItem } from '@/lib/contract/secret-item';
import { secretsExportQuery, type SecretsExportQuery } from '@/lib/contract/secrets-query';
import { AppError } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import type { Matching } from '@/lib/domain/ports/inventory-store';
import { authorize, sightOf } from './parts/authorize';
import { noteExport, toQueryText } from './parts/note-export';
import { toInventoryFilter } from './parts/page-of-secrets';
import { requireHistoryFor } from './parts/require-history';
import { SECRET_COLUMNS, toSecretCells } from './parts/secret-cells';
import { toSecretItem } from './parts/to-secret-item';

export interface SecretsExport {
  format: 'jsonl' | 'csv';
  query: SecretsExportQuery;
  /** Who asks, seen again before each batch; throws where they may no longer. */
  refresh: () => Promise<Context>;
}

const { id: _none, ...NOTHING_ASKED } = secretsExportQuery.parse({});

/**
 * All that matches at the moment it is asked, in order, as it stands when its turn comes; what goes out of sight or
 * away meanwhile is left out. Nothing goes out before the ledger has it.
 */
export async function exportSecrets(ctx: Context, wanted: SecretsExport): Promise<AsyncGenerator<string>> {
  authorize(ctx, 'inventory.read');
  const { format, query } = wanted;
  requireHistoryFor(ctx, query, query.sort);
  const matching = query.id.length > 0 ? await findChosen(ctx, query) : await findMatching(ctx, query);
  await noteExport(ctx, 'inventory.read', { format, query, rows: matching.total });
  const batches = readBatches(matching, wanted.refresh);
  return format === 'csv' ? toCsv(batches) : toJsonLines(batches);
}

function findMatching(ctx: Context, query: SecretsExportQuery): Promise<Matching> {
  const { sort, order } = query;
  return ctx.store.inventory.matching(sightOf(ctx), { filter: toInventoryFilter(query), sort, order, now: ctx.now() });
}

/** By id and nothing else: a filter beside them would leave out of the file what was chosen. */
async function findChosen(ctx: Context, { id, ...others }: SecretsExportQuery): Promise<Matching> {
  if (toQueryText(others) !== toQueryText(NOTHING_ASKED))
    throw new AppError('invalid', 'An export of chosen secrets has no filter and no order.', {
      errors: [{ pointer: 'query:id', rule: 'stands alone' }],
    });
  const found = await ctx.store.inventory.read(sightOf(ctx), [...new Set(id)], ctx.now());
  const ids = found.map((row) => row.id);
  return {
    total: ids.length,
    batches: (async function* () {
      yield ids;
    })(),
  };
}

async function readBatch(ids: readonly string[], refresh: () => Promise<Context>): Promise<SecretItem[]> {
  const ctx = await refresh();
  authorize(ctx, 'inventory.read');
  const rows = await ctx.store.inventory.read(sightOf(ctx), ids, ctx.now());
  return rows.map(toSecretItem);
}

/** While one batch is written the database reads the next. */
async function* readBatches({ batches }: Matching, refresh: () => Promise<Context>): AsyncGenerator<SecretItem[]> {
  let coming: Promise<SecretItem[]> | null = null;
  for await (const ids of batches) {
    const next = readBatch(ids, refresh);
    // Whoever waits for it meets its failure; nobody else has to.
    next.catch(() => undefined);
    if (coming) yield await coming;
    coming = next;
  }
  if (coming) yield await coming;
}

async function* toJsonLines(batches: AsyncIterable<SecretItem[]>): AsyncGenerator<string> {
  for await (const items of batches) yield items.map((item) => `${JSON.stringify(item)}\n`).join('');
}

async function* toCsv(batches: AsyncIterable<SecretItem[]>): AsyncGenerator<string> {
  yield toCsvLine(SECRET_COLUMNS);
  for await (const items of batches) yield items.map((item) => toCsvLine(toSecretCells(item))).join('');
}
