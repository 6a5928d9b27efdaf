import { getHealthOperation } from '@/lib/contract/operations/system';
import { route } from '@/lib/http/route';

export const GET = route({
  operation: getHealthOperation,
  permission: 'anyone',
  open: async () => ({ status: 'ok' as const }),
});
