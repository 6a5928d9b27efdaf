import { listSecretTimelineOperation } from '@/lib/contract/operations/secrets';
import { route } from '@/lib/http/route';
import { listSecretTimeline } from '@/lib/services/list-secret-timeline';

export const GET = route({
  operation: listSecretTimelineOperation,
  permission: 'history.read',
  handler: (ctx, { params, query }) => listSecretTimeline(ctx, { ...params, query }),
});
