import 'server-only';
import { randomUUID } from 'node:crypto';
import { MOST_PREFIXES, type AnnotateInput, type AnnotationView } from '@/lib/contract/annotations';
import { changedFields, NOTHING_KEPT, toChangeDetail, type AnnotationFields } from '@/lib/domain/annotation';
import { AppError } from '@/lib/domain/errors';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { AnnotationTarget } from '@/lib/domain/ports/annotation-store';
import type { Context } from '@/lib/domain/ports/context';
import { recordAct } from './record-act';
import { refusing } from './refusing';
import { toAnnotationView } from './to-annotation-view';

interface Wanted {
  target: AnnotationTarget;
  /** null: of a prefix. */
  secret: NewLedgerEntry['secret'];
  input: AnnotateInput;
}

const meanwhile = () =>
  new AppError(
    'conflict',
    'Somebody changed this since you opened it. Look at what is there now, then change it again.',
  );

/** The record is there before the change; what changes nothing is neither. */
export async function writeAnnotation(ctx: Context, { target, secret, input }: Wanted): Promise<AnnotationView> {
  const action = 'secret.annotate';
  const { owner, note, runbook, revision: seen } = input;
  const fields: AnnotationFields = { owner, note, runbook };
  const before = await ctx.store.annotations.find(target);
  await refusing(ctx, { action, secret }, () => {
    if ((before?.revision ?? null) !== seen) throw meanwhile();
  });
  const known = before ?? NOTHING_KEPT;
  if (changedFields(known, fields).length === 0) return toAnnotationView(before);
  const detail = { ...toChangeDetail(known, fields), ...('prefix' in target && { prefix: target.prefix }) };
  return recordAct<AnnotationView>(ctx, { actId: randomUUID(), action, secret, reason: null, detail }, async () => {
    const change = { target, fields, seen, at: ctx.now(), by: ctx.actor.name };
    const set = await ctx.store.annotations.set(change, MOST_PREFIXES);
    if (set === 'changed') return { failure: meanwhile(), detail: {} };
    if (set === 'full') return { failure: tooMany(), detail: {} };
    return { result: toAnnotationView(set), detail: {} };
  });
}

const tooMany = () =>
  new AppError('conflict', `There are ${MOST_PREFIXES} annotated prefixes, and no more can be. Clear one first.`);
