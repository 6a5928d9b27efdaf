import 'server-only';
import { toCsvLine } from '@/lib/contract/csv';
import type { WaveItemView } from '@/lib/contract/waves';
import { notFound } from '@/lib/domain/errors';
import { visibilityOf } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import type { StoredWave, WavePosition } from '@/lib/domain/ports/wave-store';
import { authorize, sightOf } from './parts/authorize';
import { noteExport } from './parts/note-export';
import { toWaveItem } from './parts/to-wave-item';
import { findUncoveredInWave } from './parts/uncovered-in-wave';

const PAGE = 500;
const COLUMNS = ['wave', 'state', 'draftedBy', 'startedAt', 'reason', 'secret', 'secretId', 'environment', 'account', 'region', 'stage', 'depth', 'dependsOn', 'outcome', 'why', 'run', 'begunAt', 'endedAt', 'readsNotKnown']; // prettier-ignore

interface WaveExport {
  id: string;
  format: 'jsonl' | 'csv';
  /** Who asks, seen again before each page; throws where they may no longer. */
  refresh: () => Promise<Context>;
}

/** GET /api/waves/{id}/export: what is in sight of it; the export stands in the ledger before anything goes out. */
export async function exportWave(ctx: Context, wanted: WaveExport): Promise<AsyncGenerator<string>> {
  authorize(ctx, 'inventory.read');
  const wave = await ctx.store.waves.find(sightOf(ctx), wanted.id);
  if (!wave) throw notFound('wave');
  await noteExport(ctx, 'inventory.read', { format: wanted.format, query: { wave: wave.id } });
  const told = { wave, uncovered: await findUncoveredInWave(ctx, wave) };
  return wanted.format === 'csv' ? toCsv(told, readPages(wanted)) : toLines(told, readPages(wanted));
}

async function* readPages({ id, refresh }: WaveExport): AsyncGenerator<WaveItemView[]> {
  let after: WavePosition | null = null;
  for (;;) {
    const ctx = await refresh();
    const visibility = visibilityOf(ctx.actor.grants, 'inventory.read');
    const page = await ctx.store.waves.items(visibility, id, { state: [], limit: PAGE, after });
    yield page.map((item) => toWaveItem(item));
    after = page.at(-1) ?? null;
    if (after === null || page.length < PAGE) return;
  }
}

interface Told {
  wave: StoredWave;
  /** Accounts and regions whose reads were not all known when it was drafted of what a principal read; null: that is not told. */
  uncovered: readonly string[] | null;
}

async function* toLines(
  { wave: { id, name }, uncovered }: Told,
  pages: AsyncIterable<WaveItemView[]>,
): AsyncGenerator<string> {
  const told = { id, name, ...(uncovered && { uncovered }) };
  for await (const page of pages) yield page.map((item) => `${JSON.stringify({ wave: told, ...item })}\n`).join('');
}

async function* toCsv({ wave, uncovered }: Told, pages: AsyncIterable<WaveItemView[]>): AsyncGenerator<string> {
  const { name, state, draftedBy, startedAt, reason } = wave;
  const head = [name, state, draftedBy, startedAt && startedAt.toISOString(), reason];
  // That all are known is not the same as that nobody said.
  const notKnown = uncovered && (uncovered.join(' ') || 'none');
  yield toCsvLine(COLUMNS);
  for await (const page of pages) yield page.map((item) => toCsvLine([...head, ...toCells(item), notKnown])).join('');
}

const toCells = ({ secret, stage, dependsOn, state, why, run, startedAt, endedAt }: WaveItemView) => [
  secret.name,
  secret.id,
  secret.environment,
  secret.account,
  secret.region,
  stage.environment,
  stage.depth,
  dependsOn.map(({ name }) => name).join(' ') || null,
  state,
  why,
  run?.id ?? null,
  startedAt,
  endedAt,
];
