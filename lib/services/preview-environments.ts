import 'server-only';
import type { EnvironmentsPreview, EnvironmentsPreviewBody } from '@/lib/contract/environments-preview';
import { PreviewOfRules } from '@/lib/domain/inventory/preview-environments';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';

/** As many as are decided before others have a turn: some 20 ms. */
const BATCH = 2000;

/**
 * POST /api/settings/environments/preview: what other environment rules would change for the secrets that the asker
 * sees. Reads the store alone; asks nothing of AWS, and keeps nothing.
 */
export async function previewEnvironments(ctx: Context, body: EnvironmentsPreviewBody): Promise<EnvironmentsPreview> {
  authorize(ctx, 'settings.read');
  const visibility = authorize(ctx, 'inventory.read');
  const read = ctx.rulesText.read(body.environments);
  if (!read.ok) return { valid: false, mistakes: read.mistakes };
  const preview = new PreviewOfRules(read.rules);
  for (let after = ''; ;) {
    const secrets = await ctx.store.inventory.placed(visibility, after, BATCH);
    for (const secret of secrets) preview.add(secret);
    const last = secrets.at(-1);
    if (!last || secrets.length < BATCH) break;
    after = last.id;
  }
  return { valid: true, ...preview.result() };
}
