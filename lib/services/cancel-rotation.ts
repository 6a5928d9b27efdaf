import 'server-only';
import type { CancelRotationInput, RecoverAnswer } from '@/lib/contract/acts';
import { toGuardedEnvironment } from '@/lib/domain/environment-verdict';
import type { Context } from '@/lib/domain/ports/context';
import { checkCancel, TURN_OFF } from '@/lib/domain/rotation/check-cancel';
import { findPendingVersion } from '@/lib/domain/rotation/read-progress';
import { toActingPerson } from './parts/acting-person';
import { authorize } from './parts/authorize';
import { recover } from './parts/recover';

interface Input {
  id: string;
  input: CancelRotationInput;
  idempotencyKey: string | undefined;
}

/**
 * POST /api/secrets/{id}/rotation/cancel: the last resort, which turns automatic rotation off (aws-facts §1.5). A version
 * that is pending stays so, and the one in use stays in use; a run under way is ended by what its watcher sees.
 */
export async function cancelRotation(ctx: Context, { id, input, idempotencyKey }: Input): Promise<RecoverAnswer> {
  authorize(ctx, 'secret.recover');
  const typed = { name: input.confirmName };
  return recover(
    ctx,
    { id, request: { act: 'cancel', input }, typed, idempotencyKey },
    ({ scope, described, environment }) => {
      const { arn, versionStages } = described;
      return {
        checks: checkCancel(described),
        detail: {
          what: TURN_OFF,
          guardedAs: toGuardedEnvironment(environment),
          pendingVersionId: findPendingVersion(versionStages),
        },
        askAws: () => ctx.aws.cancelRotation(scope, toActingPerson(ctx), { arn }),
      };
    },
  );
}
