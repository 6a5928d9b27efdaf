import 'server-only';
import type { VersionsView } from '@/lib/contract/secret-detail';
import type { Context } from '@/lib/domain/ports/context';
import type { SecretVersion } from '@/lib/domain/secret';
import { authorize, sightOf } from './parts/authorize';
import { getSecretRow } from './parts/get-secret-row';
import { toVersionsView } from './parts/to-versions-view';

/** What is known of a secret's versions without asking AWS: as last looked at, under the labels that were seen last. */
export async function findKnownVersions(ctx: Context, input: { id: string }): Promise<VersionsView> {
  authorize(ctx, 'inventory.read');
  const row = await getSecretRow(ctx, input.id);
  const known = await ctx.store.inventory.findVersions(sightOf(ctx), row.id);
  const labels = row.versionStages ?? {};
  if (!known) return toVersionsView(ctx, row, underLabels([], labels), null);
  const isSeenSince = row.versionStages !== null && row.observedAt > known.asOf;
  return toVersionsView(ctx, row, isSeenSince ? underLabels(known.versions, labels) : known.versions, known.asOf);
}

/** A version that was not there at the last look is the newest, and all that is known of it are its labels. */
function underLabels(known: readonly SecretVersion[], labels: Readonly<Record<string, string[]>>): SecretVersion[] {
  const ids = new Set(known.map(({ versionId }) => versionId));
  const later = Object.entries(labels).filter(([versionId]) => !ids.has(versionId));
  return [
    ...later.map(([versionId, stages]) => ({
      versionId,
      stages,
      createdAt: null,
      lastAccessedOn: null,
      kmsKeyIds: [],
    })),
    ...known.map((version) => ({ ...version, stages: labels[version.versionId] ?? [] })),
  ];
}
