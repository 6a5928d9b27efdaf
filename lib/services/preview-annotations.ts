import 'server-only';
import type { AnnotationsPreview, ChosenSecrets } from '@/lib/contract/bulk-annotations';
import { toSeen } from '@/lib/domain/annotate-many';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { chooseSecrets } from './parts/choose-secrets';
import { requireHistoryFor } from './parts/require-history';

/** POST /api/annotations/bulk/preview: what a change of all that is chosen would meet. */
export async function previewAnnotations(ctx: Context, asked: ChosenSecrets): Promise<AnnotationsPreview> {
  authorize(ctx, 'secret.annotate');
  authorize(ctx, 'inventory.read');
  if (asked.filter) requireHistoryFor(ctx, asked.filter);
  const { mine, mayNot } = await chooseSecrets(ctx, 'secret.annotate', asked);
  const known = await ctx.store.annotations.readMany([...mine.keys()]);
  const having = (field: 'owner' | 'note' | 'runbook') => known.filter(({ holds }) => holds[field]).length;
  return {
    secrets: mine.size + mayNot,
    mayNot,
    have: { owner: having('owner'), note: having('note'), runbook: having('runbook') },
    seen: toSeen(known),
  };
}
