import 'server-only';
import { randomUUID } from 'node:crypto';
import type { FindingsChanged } from '@/lib/contract/unusual-dismissals';
import { AppError, notFound } from '@/lib/domain/errors';
import { sha256 } from '@/lib/domain/ledger/seal-entry';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { Context } from '@/lib/domain/ports/context';
import type { FindingsChange, SeenFinding } from '@/lib/domain/ports/unusual-store';
import { nameFinding, planChange, type FindingChange } from '@/lib/domain/unusual/dismissal';
import { toLedgerActor } from './ledger-actor';
import { recordAct } from './record-act';
import { refusing } from './refusing';
import { unusualSightOf } from './unusual-sight';

const ACTIONS = { dismiss: 'unusual.dismiss', reopen: 'unusual.reopen' } as const;
const DONE = {
  dismiss: 'Somebody dismissed this since you looked. Look again.',
  reopen: 'This is open, or somebody reopened it since you looked. Look again.',
} as const;

const doneBefore = (change: FindingChange) => new AppError('conflict', DONE[change]);
const notThere = () => new AppError('not_found', notFound('unusual read').message, { refused: 'review.sign' });

const toDetail = ({ id, rule, principal, actorKind, day, count }: SeenFinding): NewLedgerEntry['detail'] => ({
  what: nameFinding({ rule, principal: principal.label, day }),
  finding: id,
  rule,
  principal: principal.id,
  actorKind,
  day,
  found: count,
});

/** One is the act's own subject; of many the act names none, and does not grow with their number. */
const toSubject = (due: readonly SeenFinding[]): Pick<NewLedgerEntry, 'secret' | 'detail'> => {
  const [one] = due;
  if (one && due.length === 1) return { secret: one.secret, detail: toDetail(one) };
  const ids = due.map(({ id }) => id).toSorted();
  return { secret: null, detail: { what: `${due.length} unusual reads`, idsDigest: sha256(ids.join('\n')) } };
};

interface Asked {
  change: FindingChange;
  ids: readonly string[];
  reason: string | null;
}

/**
 * Of those that one sees, all that the change is still to be made of, or none. Of many each has an entry of its own in the
 * ledger, within the transaction that changes it, so that its secret's page and who may see no other find it.
 */
export async function changeFindings(
  ctx: Context,
  { change, ids, reason }: Asked,
  act: (of: FindingsChange) => Promise<number>,
): Promise<FindingsChanged> {
  const seen = await ctx.store.unusual.seenBy(unusualSightOf(ctx), ids);
  if (seen.length === 0) throw notThere();
  const due = planChange(change, seen);
  await refusing(ctx, { action: 'review.sign', secret: toSubject(seen).secret }, () => {
    if (due.length === 0) throw doneBefore(change);
  });
  const byId = new Map(due.map((finding) => [finding.id, finding]));
  const by = { actId: randomUUID(), action: ACTIONS[change], reason } as const;
  const toEntry = (id: string): NewLedgerEntry => {
    const finding = byId.get(id);
    return {
      ...by,
      phase: 'done',
      actor: toLedgerActor(ctx),
      requestId: ctx.requestId,
      secret: finding?.secret ?? null,
      code: null,
      count: 1,
      detail: { ...(finding && toDetail(finding)), ofMany: true },
    };
  };
  return recordAct<FindingsChanged>(ctx, { ...by, ...toSubject(due) }, async () => {
    const changed = await act({ ids: [...byId.keys()], at: ctx.now(), toEntry: byId.size > 1 ? toEntry : null });
    if (changed === 0) return { failure: doneBefore(change), detail: {} };
    const result = { changed, same: seen.length - changed, gone: ids.length - seen.length };
    const detail: NewLedgerEntry['detail'] = byId.size > 1 ? { changed } : {};
    return { result, detail };
  });
}
