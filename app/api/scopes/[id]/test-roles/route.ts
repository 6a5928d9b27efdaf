import { testRolesOperation } from '@/lib/contract/operations/acts';
import { route } from '@/lib/http/route';
import { testRoles } from '@/lib/services/test-roles';

export const POST = route({
  operation: testRolesOperation,
  permission: 'scope.sync',
  handler: (ctx, { params }) => testRoles(ctx, params.id),
});
