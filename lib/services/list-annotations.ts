import 'server-only';
import type { AnnotationsList } from '@/lib/contract/annotations';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { mayAnnotateBelow, seesAllBelow } from './parts/may-annotate-below';
import { toAnnotationView } from './parts/to-annotation-view';

/** GET /api/annotations: a prefix that says nothing of what one sees would tell of names that one does not see. */
export async function listAnnotations(ctx: Context): Promise<AnnotationsList> {
  const visibility = authorize(ctx, 'inventory.read');
  const prefixes = await ctx.store.annotations.prefixes(visibility);
  return {
    items: prefixes
      .filter(({ prefix, secrets }) => secrets > 0 || seesAllBelow(ctx, prefix))
      .map((stored) => ({
        ...toAnnotationView(stored),
        prefix: stored.prefix,
        secrets: stored.secrets,
        mayChange: mayAnnotateBelow(ctx, stored.prefix),
      })),
  };
}
