import 'server-only';
import { randomUUID } from 'node:crypto';
import type { AnnotatedMany, AnnotateManyInput } from '@/lib/contract/bulk-annotations';
import { toChangeDetail } from '@/lib/domain/annotation';
import { planMany, toSeen, type FieldsToSet, type PlannedChange } from '@/lib/domain/annotate-many';
import { AppError } from '@/lib/domain/errors';
import { TO_CHANGE } from '@/lib/domain/hourly-limits';
import { sha256 } from '@/lib/domain/ledger/seal-entry';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { chooseSecrets, type Chosen } from './parts/choose-secrets';
import { toLedgerActor } from './parts/ledger-actor';
import { toQueryText } from './parts/note-export';
import { recordAct } from './parts/record-act';
import { refusing } from './parts/refusing';
import { requireHistoryFor } from './parts/require-history';

const action = 'secret.annotate';

const meanwhile = () =>
  new AppError(
    'conflict',
    'Some of these secrets, or what is kept on them, changed since you looked. Look at them again.',
  );

/** What is to be set, on which, in one entry that does not grow with their number. */
function toBulkDetail(
  { mine, mayNot }: Chosen,
  input: AnnotateManyInput,
  { set, toChange }: { set: FieldsToSet; toChange: number },
): NewLedgerEntry['detail'] {
  return {
    what: `${Object.keys(set).join(', ')} of many`,
    ...Object.fromEntries(Object.entries(set).map(([field, value]) => [`${field}After`, value])),
    existing: input.existing,
    chosen: input.ids ? 'by hand' : `all that match: ${toQueryText(input.filter ?? {})}`,
    secrets: mine.size,
    mayNot,
    [TO_CHANGE]: toChange,
    idsDigest: sha256([...mine.keys()].toSorted().join('\n')),
  };
}

async function requireSeen(ctx: Context, { mine }: Chosen, input: AnnotateManyInput, set: FieldsToSet) {
  const known = await ctx.store.annotations.readMany([...mine.keys()]);
  if (toSeen(known) !== input.seen) throw meanwhile();
  return planMany(known, set, input.existing);
}

/**
 * POST /api/annotations/bulk: all of them that the person may annotate, or none. The act has its record before, and each
 * secret one of its own within the transaction that changes it, so that its page and who may see no other find it.
 */
export async function annotateMany(ctx: Context, input: AnnotateManyInput): Promise<AnnotatedMany> {
  authorize(ctx, action);
  authorize(ctx, 'inventory.read');
  if (input.filter) requireHistoryFor(ctx, input.filter);
  const { owner, note, runbook, existing, seen } = input;
  const set: FieldsToSet = {
    ...(owner !== undefined && { owner }),
    ...(note !== undefined && { note }),
    ...(runbook !== undefined && { runbook }),
  };
  const chosen = await chooseSecrets(ctx, action, input);
  const { mine, mayNot } = chosen;
  const planned = await refusing(ctx, { action }, () => requireSeen(ctx, chosen, input, set));
  if (planned.length === 0) return { changed: 0, same: mine.size, mayNot };
  const actId = randomUUID();
  const by = { actId, action, actor: toLedgerActor(ctx), requestId: ctx.requestId } as const;
  const toEntry = ({ id, before, after }: PlannedChange): NewLedgerEntry => ({
    ...by,
    phase: 'done',
    secret: mine.get(id) ?? null,
    reason: null,
    code: null,
    count: 1,
    detail: { ...toChangeDetail(before, after), ofMany: true },
  });
  const detail = toBulkDetail(chosen, input, { set, toChange: planned.length });
  return recordAct<AnnotatedMany>(ctx, { actId, action, secret: null, reason: null, detail }, async () => {
    const change = { ids: [...mine.keys()], set, existing, seen, at: ctx.now(), by: ctx.actor.name, toEntry };
    const changed = await ctx.store.annotations.setMany(change);
    if (changed === 'changed') return { failure: meanwhile(), detail: {} };
    const outcome: NewLedgerEntry['detail'] = { changed };
    return { result: { changed, same: mine.size - changed, mayNot }, detail: outcome };
  });
}
