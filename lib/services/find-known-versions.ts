import 'server-only';
import type { VersionsView } from '@/lib/contract/secret-detail';
import type { Context } from '@/lib/domain/ports/context';
import type { SecretVersion } from '@/lib/domain/secret';
import { authorize, sightOf } from './parts/authorize';
import { getSecretRow } from './parts/get-secret-row';
import { toVersionsView } from './parts/to-versions-view';

/** What is known of a secret's versions without asking AWS: as last looked at, else the listing's labels. */
export async function findKnownVersions(ctx: Context, input: { id: string }): Promise<VersionsView> {
  authorize(ctx, 'inventory.read');
  const row = await getSecretRow(ctx, input.id);
  const known = await ctx.store.inventory.findVersions(sightOf(ctx), row.id);
  if (known) return toVersionsView(known.versions, known.asOf);
  const labelled = Object.entries(row.versionStages ?? {}).map(([versionId, stages]): SecretVersion => {
    return { versionId, stages, createdAt: null, lastAccessedOn: null, kmsKeyIds: [] };
  });
  return toVersionsView(labelled, null);
}
