import 'server-only';
import { randomUUID } from 'node:crypto';
import { notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import type { StoredView } from '@/lib/domain/ports/saved-view-store';
import { authorize } from './parts/authorize';
import { recordAct } from './parts/record-act';
import { mayTidyViews } from './parts/to-saved-view';

/** DELETE /api/views/{id}: one's own leaves no entry; what somebody else shared is gone for everybody, and says who did it. */
export async function deleteView(ctx: Context, { id }: { id: string }): Promise<void> {
  authorize(ctx, 'inventory.read');
  const { savedViews } = ctx.store;
  if (await savedViews.delete(id, ctx.actor)) return;
  const view = mayTidyViews(ctx) ? await savedViews.findShared(id) : null;
  if (!view) throw notFound('view');
  await recordAct(ctx, toRecord(view), async () => {
    if (!(await savedViews.delete(id, null))) throw notFound('view');
    return { result: null, detail: {} };
  });
}

/** Not what it filters for: a search may be a secret's name, which not all see who read the ledger. */
const toRecord = ({ id, name, screen, issuer, subject, personName }: StoredView) =>
  ({
    actId: randomUUID(),
    action: 'view.delete',
    secret: null,
    reason: null,
    detail: { view: id, name, screen, sharedBy: personName, owner: `${issuer}|${subject}` },
  }) as const;
