import 'server-only';
import type { FindingsChanged, ReopenFindingsInput } from '@/lib/contract/unusual-dismissals';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { changeFindings } from './parts/change-findings';

/** POST /api/access/unusual/reopenings: all that are dismissed, in one transaction. */
export async function reopenFindings(ctx: Context, { ids, reason }: ReopenFindingsInput): Promise<FindingsChanged> {
  authorize(ctx, 'review.sign');
  authorize(ctx, 'history.read');
  const asked = { change: 'reopen', ids, reason: reason ?? null } as const;
  return changeFindings(ctx, asked, (of) => ctx.store.unusual.reopen(of));
}
