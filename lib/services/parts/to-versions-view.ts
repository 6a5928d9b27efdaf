import 'server-only';
import type { VersionsView } from '@/lib/contract/secret-detail';
import type { SecretVersion } from '@/lib/domain/secret';
import { toWireOrNull } from './wire-time';

/** Newest first; what has no date last. */
export const toVersionsView = (versions: readonly SecretVersion[], asOf: Date | null): VersionsView => ({
  versions: versions
    .map((version) => ({ ...version, createdAt: toWireOrNull(version.createdAt) }))
    .sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? '')),
  asOf: toWireOrNull(asOf),
});
