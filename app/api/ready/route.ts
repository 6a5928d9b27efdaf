import { getReadyOperation } from '@/lib/contract/operations/system';
import { readReadiness } from '@/lib/http/read-readiness';
import { route } from '@/lib/http/route';

export const GET = route({
  operation: getReadyOperation,
  permission: 'anyone',
  open: readReadiness,
  statusOf: ({ status }) => (status === 'ready' ? 200 : 503),
});
