import { getAthenaFileOperation } from '@/lib/contract/operations/athena';
import { route } from '@/lib/http/route';
import { getAthenaFile } from '@/lib/services/get-athena-file';

export const GET = route({
  operation: getAthenaFileOperation,
  permission: 'settings.read',
  handler: (ctx, { params }) => getAthenaFile(ctx, params.file),
});
