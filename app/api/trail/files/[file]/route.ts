import { getTrailFileOperation } from '@/lib/contract/operations/trail';
import { route } from '@/lib/http/route';
import { getTrailFile } from '@/lib/services/get-trail-file';

export const GET = route({
  operation: getTrailFileOperation,
  permission: 'settings.read',
  handler: (ctx, { params }) => getTrailFile(ctx, params.file),
});
