import 'server-only';
import type { AnnotatePrefixInput, AnnotationView } from '@/lib/contract/annotations';
import { AppError } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { mayAnnotateBelow } from './parts/may-annotate-below';
import { writeAnnotation } from './parts/write-annotation';
import { recordRefusal } from './record-refusal';

/** POST /api/annotations. For who may annotate, and sees, whatever the prefix can cover. */
export async function annotatePrefix(ctx: Context, { prefix, ...input }: AnnotatePrefixInput): Promise<AnnotationView> {
  authorize(ctx, 'secret.annotate');
  const action = 'secret.annotate';
  if (!mayAnnotateBelow(ctx, prefix)) {
    await recordRefusal(ctx, { action, code: 'forbidden', why: 'not granted on all that the prefix covers' });
    throw new AppError(
      'forbidden',
      `A prefix covers secrets of all accounts, and such as come tomorrow: it is for who has ${action} and inventory.read on everything whose name begins so. Set it on each secret instead.`,
    );
  }
  return writeAnnotation(ctx, { target: { prefix }, secret: null, input });
}
