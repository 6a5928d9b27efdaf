import 'server-only';
import { randomUUID } from 'node:crypto';
import type { RevealAnswer, RevealInput } from '@/lib/contract/acts';
import { AppError } from '@/lib/domain/errors';
import type { Revealed } from '@/lib/domain/ports/aws';
import type { Context } from '@/lib/domain/ports/context';
import { pickField, toFieldNames, valueKind } from '@/lib/domain/secret-fields';
import { authorize } from './parts/authorize';
import { beginAct, type BegunAct } from './parts/begin-act';
import { claimKey, finishKey, withClaimedKey } from './parts/claim-key';
import { toActingPerson } from './parts/acting-person';
import { recordAct, traceDetail } from './parts/record-act';
import { refusing } from './parts/refusing';
import { requireFreshSignIn } from './parts/require-fresh-sign-in';
import { requireRevealReason } from './parts/require-reason';
import { requireUnrestricted } from './parts/require-unrestricted';
import { countRevealsLeft, toRevealLimit } from './parts/reveals-left';

interface Input {
  id: string;
  input: RevealInput;
  idempotencyKey: string | undefined;
}

/**
 * POST /api/secrets/{id}/reveal. The one place that opens a SecretValue: it goes from AWS's answer
 * into this answer and nowhere else. `fields` lets names out only, and is an act all the same.
 */
export async function revealSecret(ctx: Context, { id, input, idempotencyKey }: Input): Promise<RevealAnswer> {
  authorize(ctx, 'secret.reveal');
  const act = await beginAct(ctx, 'secret.reveal', id);
  await requireUnrestricted(ctx, act);
  const asking = { action: 'secret.reveal', secret: act.ledgerSecret } as const;
  const { reason, ticket } = await refusing(ctx, asking, () => requireRevealable(ctx, act, input.reason));
  // A value is answered once: the key's second use cannot be given the first one's answer.
  const { reason: _, ...asked } = input;
  await refusing(ctx, asking, async () => {
    if (await claimKey(ctx, idempotencyKey, { act: 'reveal', id, asked }))
      throw new AppError('conflict', 'This Idempotency-Key has had its answer; a value is not answered twice.');
  });
  const limit = toRevealLimit(act.rule, act.environment);
  const left = await countRevealsLeft(ctx, limit);
  const record = {
    actId: randomUUID(),
    action: 'secret.reveal',
    secret: act.ledgerSecret,
    reason,
    detail: {
      mode: input.mode,
      field: input.field ?? null,
      versionId: input.versionId ?? null,
      guardedAs: limit.guardedAs,
      ...(ticket === null ? {} : { ticket }),
    },
    limit,
  } as const;
  const ask = async () => {
    const what = { arn: act.described.arn, versionId: input.versionId ?? null };
    const revealed = await ctx.aws.reveal(act.scope, toActingPerson(ctx), what);
    const detail = { ...traceDetail(revealed.trace), versionId: revealed.versionId };
    const result = findAnswer(input, revealed);
    return result
      ? { result: { ...result, leftThisHour: Math.max(0, left - 1) }, detail }
      : { failure: noSuchField(), detail };
  };
  // Whatever went wrong, nothing was given out.
  const isFree = () => true;
  const reveal = () => recordAct<RevealAnswer>(ctx, record, ask);
  const answer = await withClaimedKey(ctx, idempotencyKey, reveal, isFree);
  await finishKey(ctx, idempotencyKey, record.actId);
  return answer;
}

/** Throws where the secret's state or the environment's rules stand against it; the reason, and the ticket in it. */
function requireRevealable(
  ctx: Context,
  { described, rule }: BegunAct,
  reason: string | undefined,
): ReturnType<typeof requireRevealReason> {
  if (described.deletedAt)
    throw new AppError('conflict', 'It is pending deletion: AWS gives out no value until it is restored.');
  const { revealNeedsFreshSignInMinutes: minutes } = rule;
  if (minutes !== null) requireFreshSignIn(ctx, minutes * 60);
  return requireRevealReason(rule, reason);
}

/** null: the value has no such field. */
function findAnswer(input: RevealInput, revealed: Revealed): Omit<RevealAnswer, 'leftThisHour'> | null {
  const value = revealed.value.reveal();
  const kind = valueKind(value);
  const about = { versionId: revealed.versionId, stages: revealed.stages, kind };
  if (input.mode === 'fields') return { ...about, fields: toFieldNames(value) };
  if (input.mode === 'whole') {
    return { ...about, value: typeof value === 'string' ? value : Buffer.from(value).toString('base64') };
  }
  const field = pickField(value, input.field ?? '');
  return field === null ? null : { ...about, value: field };
}

const noSuchField = (): AppError =>
  new AppError('invalid', 'The value has no such field.', {
    errors: [{ pointer: '/field', rule: 'is the name of a field of this version of the value' }],
  });
