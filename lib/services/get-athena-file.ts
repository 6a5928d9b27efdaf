import 'server-only';
import type { AthenaFile } from '@/lib/contract/athena';
import type { Context } from '@/lib/domain/ports/context';
import { toAthenaFile } from './parts/athena-files';
import { authorize } from './parts/authorize';

/** GET /api/athena/files/{file}: one of the texts to paste or run, to be saved. */
export async function getAthenaFile(ctx: Context, file: AthenaFile): Promise<string> {
  authorize(ctx, 'settings.read');
  return `${toAthenaFile({ ...ctx, scopes: await ctx.store.scopes.list() }, file)}\n`;
}
