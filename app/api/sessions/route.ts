import { listSessionsOperation } from '@/lib/contract/operations/system';
import { route } from '@/lib/http/route';
import { listSessions } from '@/lib/services/list-sessions';

export const GET = route({
  operation: listSessionsOperation,
  permission: 'session.end',
  handler: (ctx) => listSessions(ctx),
});
