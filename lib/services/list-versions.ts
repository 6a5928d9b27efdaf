import 'server-only';
import type { VersionsView } from '@/lib/contract/secret-detail';
import { AppError } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import type { SecretVersion } from '@/lib/domain/secret';
import { findKnownVersions } from './find-known-versions';
import { authorize, sightOf } from './parts/authorize';
import { getScope, getSecretRow } from './parts/get-secret-row';
import { toVersionsView } from './parts/to-versions-view';

/** The quota of 50 calls a second is shared with the account's applications: what is this young is not asked again. */
const FRESH_MS = 10_000;

/** GET /api/secrets/{id}/versions: asked of AWS and kept; where AWS cannot be asked, what is known and its age. */
export async function listVersions(ctx: Context, input: { id: string }): Promise<VersionsView> {
  authorize(ctx, 'inventory.read');
  const row = await getSecretRow(ctx, input.id);
  const at = ctx.now();
  const known = await ctx.store.inventory.findVersions(sightOf(ctx), row.id);
  const toView = (versions: readonly SecretVersion[], asOf: Date) => toVersionsView(ctx, row, versions, asOf);
  if (known && at.getTime() - known.asOf.getTime() < FRESH_MS) return toView(known.versions, known.asOf);
  try {
    const versions = await ctx.aws.listVersions(await getScope(ctx, row.scopeId), row.arn);
    await ctx.store.inventory.applyVersions(row.id, versions, at);
    return await toView(versions, at);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'internal') throw error;
    ctx.log.warn(
      { requestId: ctx.requestId, code: error.code },
      'versions could not be read from AWS; the last known are shown',
    );
    return findKnownVersions(ctx, input);
  }
}
