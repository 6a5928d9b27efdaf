import 'server-only';
import { randomUUID } from 'node:crypto';
import type { RevealAnswer, RevealInput } from '@/lib/contract/acts';
import { AppError } from '@/lib/domain/errors';
import type { Revealed } from '@/lib/domain/ports/aws';
import type { Context } from '@/lib/domain/ports/context';
import { pickField, toFieldNames, valueKind } from '@/lib/domain/secret-fields';
import { authorize } from './parts/authorize';
import { beginAct } from './parts/begin-act';
import { claimKey, finishKey, withClaimedKey } from './parts/claim-key';
import { toActingPerson } from './parts/acting-person';
import { recordAct, traceDetail } from './parts/record-act';
import { requireReason } from './parts/require-reason';

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
  if (act.described.deletedAt)
    throw new AppError('conflict', 'It is pending deletion: AWS gives out no value until it is restored.');
  const reason = requireReason(act.rule.revealNeedsReason, input.reason);
  // A value is answered once: the key's second use cannot be given the first one's answer.
  const { reason: _, ...asked } = input;
  if (await claimKey(ctx, idempotencyKey, { act: 'reveal', id, asked })) {
    throw new AppError('conflict', 'This Idempotency-Key has had its answer; a value is not answered twice.');
  }
  const record = {
    actId: randomUUID(),
    action: 'secret.reveal',
    secret: act.ledgerSecret,
    reason,
    detail: { mode: input.mode, field: input.field ?? null, versionId: input.versionId ?? null },
  } as const;
  const ask = async () => {
    const what = { arn: act.described.arn, versionId: input.versionId ?? null };
    const revealed = await ctx.aws.reveal(act.scope, toActingPerson(ctx), what);
    const detail = { ...traceDetail(revealed.trace), versionId: revealed.versionId };
    const result = findAnswer(input, revealed);
    return result ? { result, detail } : { failure: noSuchField(), detail };
  };
  // Whatever went wrong, nothing was given out.
  const isFree = () => true;
  const reveal = () => recordAct<RevealAnswer>(ctx, record, ask);
  const answer = await withClaimedKey(ctx, idempotencyKey, reveal, isFree);
  await finishKey(ctx, idempotencyKey, record.actId);
  return answer;
}

/** null: the value has no such field. */
function findAnswer(input: RevealInput, revealed: Revealed): RevealAnswer | null {
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
