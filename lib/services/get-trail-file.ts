import 'server-only';
import type { TrailFileName } from '@/lib/contract/trail';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { toTrailFile } from './parts/trail-files';

/** GET /api/trail/files/{file}: one of the texts to paste, to be saved. */
export async function getTrailFile(ctx: Context, file: TrailFileName): Promise<string> {
  authorize(ctx, 'settings.read');
  return `${toTrailFile(ctx, file)}\n`;
}
