import { annotateManyOperation } from '@/lib/contract/operations/annotations';
import { route } from '@/lib/http/route';
import { annotateMany } from '@/lib/services/annotate-many';

export const POST = route({
  operation: annotateManyOperation,
  permission: 'secret.annotate',
  handler: (ctx, { body }) => annotateMany(ctx, body),
});
