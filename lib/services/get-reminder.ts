import 'server-only';
import type { SecretReminder } from '@/lib/contract/reminders';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { getSecretRow } from './parts/get-secret-row';
import { readReminder } from './parts/to-reminder-view';

/** GET /api/secrets/{id}/reminder */
export async function getReminder(ctx: Context, { id }: { id: string }): Promise<SecretReminder> {
  authorize(ctx, 'inventory.read');
  const row = await getSecretRow(ctx, id);
  return readReminder(ctx, row.id);
}
