import 'server-only';
import type { DiagnosisAnswer } from '@/lib/contract/diagnosis';
import { diagnose } from '@/lib/domain/diagnosis/diagnose';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { getSecretRow } from './parts/get-secret-row';
import { mayAct } from './parts/may-act';
import { toDiagnosisAnswer } from './parts/to-diagnosis-view';

/** GET /api/secrets/{id}/diagnosis: why its rotation fails or is stuck, by what the store knows. Asks AWS nothing. */
export async function getDiagnosis(ctx: Context, input: { id: string }): Promise<DiagnosisAnswer> {
  authorize(ctx, 'inventory.read');
  const row = await getSecretRow(ctx, input.id);
  const events = await ctx.store.inventory.rotationEvents([row.id]);
  const lacking = (permission: 'secret.diagnose' | 'logs.read') => (mayAct(ctx, permission, row) ? null : permission);
  const diagnosis = diagnose({
    secret: row,
    rotation: row.rotation,
    events: events.get(row.id) ?? [],
    look: null,
    log: null,
    lacks: { look: lacking('secret.diagnose'), log: lacking('logs.read') },
    range: null,
    now: ctx.now(),
  });
  return toDiagnosisAnswer(diagnosis);
}
