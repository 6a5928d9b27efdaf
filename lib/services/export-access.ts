import 'server-only';
import type { EventView } from '@/lib/contract/access';
import type { AccessExportQuery } from '@/lib/contract/access-list';
import { toCsvLine } from '@/lib/contract/csv';
import type { Context } from '@/lib/domain/ports/context';
import type { EventFilter, EventQuery } from '@/lib/domain/ports/history-store';
import { authorize, sightOf } from './parts/authorize';
import { EVENT_COLUMNS, toEventCells } from './parts/event-cells';
import { toEventFilter } from './parts/event-filter';
import { noteExport } from './parts/note-export';
import { toEventView } from './parts/to-event-view';

const BATCH = 1000;

export interface AccessExport {
  format: 'jsonl' | 'csv';
  query: AccessExportQuery;
  /** Who asks, seen again before each batch; throws where they may no longer. */
  refresh: () => Promise<Context>;
}

/**
 * The events in sight that match, newest first, as the list of all pages has them, of what had happened when it was
 * asked for. Nothing goes out before the ledger has it.
 */
export async function exportAccess(ctx: Context, wanted: AccessExport): Promise<AsyncGenerator<string>> {
  authorize(ctx, 'history.read');
  const { format, query, refresh } = wanted;
  const now = ctx.now();
  // What happens meanwhile is not in it, and `30d` is the same thirty days in every batch.
  const asked = toEventFilter(query, now);
  await noteExport(ctx, 'history.read', { format, query });
  const batches = readBatches({ ...asked, to: asked.to ?? now }, refresh);
  return format === 'csv' ? toCsv(batches) : toJsonLines(batches);
}

async function* readBatches(filter: EventFilter, refresh: () => Promise<Context>): AsyncGenerator<EventView[]> {
  for (let after: EventQuery['after'] = null; ;) {
    const ctx = await refresh();
    authorize(ctx, 'history.read');
    const events = await ctx.store.history.listEvents(sightOf(ctx), { filter, limit: BATCH, after });
    yield events.map(toEventView);
    const last = events.at(-1);
    if (!last || events.length < BATCH) return;
    after = { at: last.at, eventId: last.eventId };
  }
}

async function* toJsonLines(batches: AsyncIterable<EventView[]>): AsyncGenerator<string> {
  for await (const events of batches) yield events.map((event) => `${JSON.stringify(event)}\n`).join('');
}

async function* toCsv(batches: AsyncIterable<EventView[]>): AsyncGenerator<string> {
  yield toCsvLine(EVENT_COLUMNS);
  for await (const events of batches) yield events.map((event) => toCsvLine(toEventCells(event))).join('');
}
