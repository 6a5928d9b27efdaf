import { getRoleFileOperation } from '@/lib/contract/operations/system';
import { route } from '@/lib/http/route';
import { getRoleFile } from '@/lib/services/get-role-file';

export const GET = route({
  operation: getRoleFileOperation,
  permission: 'settings.read',
  handler: (ctx, { params }) => getRoleFile(ctx, params.account, params.file),
});
