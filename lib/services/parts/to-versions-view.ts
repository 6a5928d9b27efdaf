import 'server-only';
import type { StageSpanView, VersionsView } from '@/lib/contract/secret-detail';
import type { SecretVersion } from '@/lib/domain/secret';
import type { StageSpan } from '@/lib/domain/version-stages';
import { toWire, toWireOrNull } from './wire-time';

/** A secret that rotates daily moves three labels a day. */
export const MOST_SPANS = 200;

const toSpanView = ({ versionId, stage, since, until }: StageSpan): StageSpanView => ({
  versionId,
  stage,
  since: { after: toWireOrNull(since.after), by: toWire(since.by) },
  until: until && { after: toWire(until.after), by: toWire(until.by) },
});

/** Newest first; what has no date last. */
export const toVersionsView = (
  versions: readonly SecretVersion[],
  spans: readonly StageSpan[],
  asOf: Date | null,
): VersionsView => ({
  versions: versions
    .map((version) => ({ ...version, createdAt: toWireOrNull(version.createdAt) }))
    .sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? '')),
  stagesOverTime: spans.map(toSpanView),
  asOf: toWireOrNull(asOf),
});
