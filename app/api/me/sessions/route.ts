import { listMySessionsOperation } from '@/lib/contract/operations/system';
import { route } from '@/lib/http/route';
import { listMySessions } from '@/lib/services/list-my-sessions';

export const GET = route({
  operation: listMySessionsOperation,
  permission: 'signed-in',
  handler: (ctx) => listMySessions(ctx),
});
