import { previewAnnotationsOperation } from '@/lib/contract/operations/annotations';
import { route } from '@/lib/http/route';
import { previewAnnotations } from '@/lib/services/preview-annotations';

export const POST = route({
  operation: previewAnnotationsOperation,
  permission: 'secret.annotate',
  handler: (ctx, { body }) => previewAnnotations(ctx, body),
});
