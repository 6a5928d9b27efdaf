import 'server-only';
import { AppError } from '@/lib/domain/errors';
import { findMany, mostBegun } from '@/lib/domain/hourly-limits';
import type { LedgerEntry, NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { HourlyLimit } from '@/lib/domain/ports/act-stores';
import type { Queryable } from '@/lib/store/connect';
import { appendLocked, lockLedger } from './append';
import { appendRefusalLocked } from './fold-refusals';
import { findNextTurn, findTurnOfMany } from './recent-entries';

/**
 * Adds an entry. One that begins an act is counted against the person's hour under the ledger's lock, so
 * that two at once, in whatever processes, never exceed it together; beyond it a refusal is entered
 * instead, and `rate_limited` thrown with the seconds to wait. `times`: how far the limits are raised.
 */
export async function appendWithin(
  db: Queryable,
  entry: NewLedgerEntry,
  at: Date,
  { limit, times }: { limit: HourlyLimit | undefined; times: number },
): Promise<LedgerEntry> {
  const outcome = await db.transaction(async (tx) => {
    await lockLedger(tx);
    const next = await findTurn(tx, entry, at, { limit, times });
    if (!next) return appendLocked(tx, entry, at);
    const detail = { ...entry.detail, why: next.why };
    await appendRefusalLocked(tx, { ...entry, phase: 'refused', reason: null, code: 'rate_limited', detail }, at);
    return next;
  });
  if (!('retryAt' in outcome)) return outcome;
  const seconds = Math.max(1, Math.ceil((outcome.retryAt.getTime() - at.getTime()) / 1000));
  const wait = `The next may come in ${Math.ceil(seconds / 60)} min.`;
  throw new AppError('rate_limited', `That is all that one person may do: ${outcome.why}. ${wait}`, {
    retryAfterSeconds: seconds,
  });
}

async function findTurn(
  tx: Queryable,
  entry: NewLedgerEntry,
  at: Date,
  { limit, times }: { limit: HourlyLimit | undefined; times: number },
): Promise<{ why: string; retryAt: Date } | null> {
  const most = mostBegun(entry);
  if (most === null) return null;
  const begun = { actorId: entry.actor.id, action: entry.action, phase: entry.phase };
  const limits = [
    ...(limit ? [{ kind: { ...begun, guardedAs: limit.guardedAs }, most: limit.most, where: 'here ' }] : []),
    { kind: begun, most, where: '' },
  ];
  for (const { kind, most: bound, where } of limits) {
    const retryAt = await findNextTurn(tx, kind, at, bound * times);
    if (retryAt) return { why: `at most ${bound * times} ${where}in an hour`, retryAt };
  }
  const many = findMany(entry);
  if (!many) return null;
  const bound = many.most * times;
  const retryAt = await findTurnOfMany(tx, begun, at, { ...many, most: bound });
  return retryAt && { why: `at most ${bound} secrets changed by acts of many in an hour`, retryAt };
}
