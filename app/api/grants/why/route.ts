import { whyGrantOperation } from '@/lib/contract/operations/grants';
import { route } from '@/lib/http/route';
import { whyGrant } from '@/lib/services/why-grant';

export const GET = route({
  operation: whyGrantOperation,
  permission: 'settings.read',
  handler: (ctx, { query }) => whyGrant(ctx, query),
});
