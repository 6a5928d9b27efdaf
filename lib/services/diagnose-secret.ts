import 'server-only';
import type { DiagnoseInput, DiagnosisAnswer } from '@/lib/contract/diagnosis';
import { diagnose } from '@/lib/domain/diagnosis/diagnose';
import { planLogRange } from '@/lib/domain/diagnosis/plan-log-range';
import { AppError } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { beginAct, type BegunAct } from './parts/begin-act';
import { findRotation } from './parts/find-rotation';
import { lookAtFunction, readLog } from './parts/look-at-function';
import { mayAct } from './parts/may-act';
import { refusing } from './parts/refusing';
import { toDiagnosisAnswer } from './parts/to-diagnosis-view';

interface Input {
  id: string;
  input: DiagnoseInput;
}

/**
 * POST /api/secrets/{id}/diagnosis: the function of a rotation that fails or is stuck, looked at as this person, and
 * its log where that is asked for: an act of its own, since a function may print what it should not.
 */
export async function diagnoseSecret(ctx: Context, { id, input }: Input): Promise<DiagnosisAnswer> {
  authorize(ctx, 'secret.diagnose');
  if (input.logs) authorize(ctx, 'logs.read');
  const act = await beginAct(ctx, 'secret.diagnose', id);
  const { name, tags, arn } = act.described;
  const mayReadLog = mayAct(ctx, 'logs.read', {
    name,
    tags,
    accountId: act.scope.accountId,
    environment: act.environment,
  });
  if (input.logs)
    await refusing(ctx, { action: 'logs.read', secret: act.ledgerSecret }, () => {
      if (!mayReadLog) throw new AppError('forbidden', 'You do not have logs.read on this secret.');
    });
  const known = await findRotation(ctx, act);
  const functionArn = await refusing(ctx, { action: 'secret.diagnose', secret: act.ledgerSecret }, () =>
    requireFailing(act, known.rotation.state),
  );
  const look = await lookAtFunction(ctx, act, { functionArn, secretArn: arn });
  const range = planLogRange(known.events, known.rotation, ctx.now());
  const { configuration } = look;
  const asked = input.logs && range && configuration.kind === 'seen' ? { ...range, group: configuration.value.logGroup } : null;
  const log = asked && (await readLog(ctx, act, asked));
  const lacks = { look: null, log: mayReadLog ? null : 'logs.read' };
  const logUnread = input.logs && !asked ? (range ? GROUP_UNKNOWN : TIME_UNKNOWN) : undefined;
  const facts = { secret: act.described, ...known, look, log, range: asked, lacks, logUnread, now: ctx.now() };
  return toDiagnosisAnswer(diagnose(facts));
} // prettier-ignore

const GROUP_UNKNOWN =
  'It was not read: which log group is the function’s own is in its configuration, which could not be seen.';
const TIME_UNKNOWN = 'It was not read: nothing tells when the function ran.';

function requireFailing({ described }: BegunAct, state: string): string {
  if (state !== 'failing' && state !== 'stuck')
    throw new AppError('conflict', 'Its rotation neither fails nor is stuck: there is nothing to look for.');
  if (described.rotationLambdaArn === null)
    throw new AppError('conflict', 'It has no rotation function: another service rotates it.');
  return described.rotationLambdaArn;
}
