import { annotatePrefixOperation, listAnnotationsOperation } from '@/lib/contract/operations/annotations';
import { route } from '@/lib/http/route';
import { annotatePrefix } from '@/lib/services/annotate-prefix';
import { listAnnotations } from '@/lib/services/list-annotations';

export const GET = route({
  operation: listAnnotationsOperation,
  permission: 'inventory.read',
  handler: (ctx) => listAnnotations(ctx),
});

export const POST = route({
  operation: annotatePrefixOperation,
  permission: 'secret.annotate',
  handler: (ctx, { body }) => annotatePrefix(ctx, body),
});
