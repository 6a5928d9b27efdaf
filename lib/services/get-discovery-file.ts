import 'server-only';
import type { DiscoveryFile } from '@/lib/contract/discovery';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { toDiscoveryFile } from './parts/discovery-files';

/** GET /api/discovery/files/{file}: one of the texts to paste, to be saved. */
export async function getDiscoveryFile(ctx: Context, file: DiscoveryFile): Promise<string> {
  authorize(ctx, 'settings.read');
  return `${toDiscoveryFile(ctx, file)}\n`;
}
