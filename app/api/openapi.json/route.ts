import { toOpenApi } from '@/lib/contract/openapi';
import { getOpenApiOperation } from '@/lib/contract/operations/system';
import { route } from '@/lib/http/route';

export const GET = route({
  operation: getOpenApiOperation,
  permission: 'anyone',
  open: async () => toOpenApi(),
});
