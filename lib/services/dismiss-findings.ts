import 'server-only';
import type { DismissFindingsInput, FindingsChanged } from '@/lib/contract/unusual-dismissals';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { changeFindings } from './parts/change-findings';

/** POST /api/access/unusual/dismissals: all that are open, in one transaction. */
export async function dismissFindings(ctx: Context, { ids, reason }: DismissFindingsInput): Promise<FindingsChanged> {
  authorize(ctx, 'review.sign');
  authorize(ctx, 'history.read');
  return changeFindings(ctx, { change: 'dismiss', ids, reason }, (of) =>
    ctx.store.unusual.dismiss({ ...of, reason, by: ctx.actor.name }),
  );
}
