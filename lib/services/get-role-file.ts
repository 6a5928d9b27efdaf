import 'server-only';
import type { RoleFile } from '@/lib/contract/accounts';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { getKnownAccount } from './parts/configured-account';
import { toRoleFile } from './parts/role-files';

/** GET /api/accounts/{account}/files/{file}: one of the texts to paste, to be saved. */
export async function getRoleFile(ctx: Context, id: string, file: RoleFile): Promise<string> {
  authorize(ctx, 'settings.read');
  return `${toRoleFile(ctx, file, await getKnownAccount(ctx, id))}\n`;
}
