import 'server-only';
import type { StageSpanView, VersionsView } from '@/lib/contract/secret-detail';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import type { SecretVersion } from '@/lib/domain/secret';
import type { StageSpan } from '@/lib/domain/version-stages';
import { sightOf } from './authorize';
import { findAuthors } from './find-authors';
import { toWire, toWireOrNull } from './wire-time';

/** A secret that rotates daily moves three labels a day. */
export const MOST_SPANS = 200;

const toSpanView = ({ versionId, stage, since, until }: StageSpan): StageSpanView => ({
  versionId,
  stage,
  since: { after: toWireOrNull(since.after), by: toWire(since.by) },
  until: until && { after: toWire(until.after), by: toWire(until.by) },
});

/** Newest first; what has no date last. With their labels over time and, for who may see the history, who made them. */
export async function toVersionsView(
  ctx: Context,
  row: InventoryRow,
  versions: readonly SecretVersion[],
  asOf: Date | null,
): Promise<VersionsView> {
  const [spans, authors] = await Promise.all([
    ctx.store.inventory.findStages(sightOf(ctx), row.id, MOST_SPANS),
    findAuthors(ctx, row, versions),
  ]);
  return {
    versions: versions
      .map((version) => ({
        ...version,
        createdAt: toWireOrNull(version.createdAt),
        author: authors.get(version.versionId) ?? null,
      }))
      .sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? '')),
    stagesOverTime: spans.map(toSpanView),
    asOf: toWireOrNull(asOf),
  };
}
