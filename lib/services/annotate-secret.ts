import 'server-only';
import type { AnnotateInput, AnnotationView } from '@/lib/contract/annotations';
import { AppError } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { findForAct } from './parts/find-for-act';
import { mayAct } from './parts/may-act';
import { toLedgerSecret } from './parts/to-ledger-secret';
import { writeAnnotation } from './parts/write-annotation';
import { recordRefusal } from './record-refusal';

/** POST /api/secrets/{id}/annotation. Nothing is asked of AWS: the grant holds on what the store knows. */
export async function annotateSecret(
  ctx: Context,
  { id, input }: { id: string; input: AnnotateInput },
): Promise<AnnotationView> {
  authorize(ctx, 'secret.annotate');
  const action = 'secret.annotate';
  const row = await findForAct(ctx, action, id);
  const secret = toLedgerSecret(row.id, row, row.environment);
  if (!mayAct(ctx, action, row)) {
    await recordRefusal(ctx, { action, code: 'forbidden', secret, why: 'not granted on this secret' });
    throw new AppError('forbidden', `You do not have ${action} on this secret.`);
  }
  return writeAnnotation(ctx, { target: { secretId: row.id }, secret, input });
}
