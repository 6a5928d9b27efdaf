import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { HourlyLimit } from '@/lib/domain/ports/act-stores';
import type { LedgerAction } from '@/lib/domain/permission';
import type { ActTrace } from '@/lib/domain/ports/aws';
import type { Context } from '@/lib/domain/ports/context';
import { isRefusal } from './is-refusal';
import { toLedgerActor } from './ledger-actor';

type Detail = NewLedgerEntry['detail'];

export interface ActRecord {
  actId: string;
  action: LedgerAction;
  secret: NewLedgerEntry['secret'];
  reason: string | null;
  detail: Detail;
  /** Beyond what every act is held to. */
  limit?: HourlyLimit;
}

/** What AWS said of who acted, as the ledger keeps it: enough to find CloudTrail's record of the same call. */
export const traceDetail = (trace: ActTrace): Detail => ({
  awsRequestId: trace.awsRequestId,
  accessKeyId: trace.accessKeyId,
  sessionName: trace.sessionName,
  personKnownToAws: trace.personKnownToAws,
});

/** `failure`: AWS did what it was asked, but nothing may be given out; what AWS said of it is kept all the same. */
type Outcome<T> = { result: T; detail: Detail } | { failure: AppError; detail: Detail };

/**
 * Writes `asked`, acts, writes `done`, `failed` or (where AWS's answer was lost) `unknown`. Nothing is
 * asked of AWS unless `asked` is written, and nothing that came of it is given out unless the end is. A
 * crash between leaves `asked` alone, which is shown as unknown.
 */
export async function recordAct<T>(
  ctx: Context,
  { limit, ...record }: ActRecord,
  act: () => Promise<Outcome<T>>,
): Promise<T> {
  const entry = { ...record, actor: toLedgerActor(ctx), requestId: ctx.requestId, count: 1 };
  await ctx.store.ledger.append({ ...entry, phase: 'asked', code: null }, ctx.now(), limit);
  let outcome: Outcome<T>;
  try {
    outcome = await act();
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'internal';
    // A value that did not arrive was not given out; a change may have been made although its answer was lost.
    const phase = record.action === 'secret.reveal' || isRefusal(error) ? 'failed' : 'unknown';
    // Where AWS was asked as somebody, its own record of that must be found from here too.
    const trace = error instanceof AppError && error.trace ? traceDetail(error.trace) : {};
    await ctx.store.ledger.append({ ...entry, phase, code, detail: { ...record.detail, ...trace } }, ctx.now());
    throw error;
  }
  const detail = { ...record.detail, ...outcome.detail };
  if ('failure' in outcome) {
    await ctx.store.ledger.append({ ...entry, phase: 'failed', code: outcome.failure.code, detail }, ctx.now());
    throw outcome.failure;
  }
  await ctx.store.ledger.append({ ...entry, phase: 'done', code: null, detail }, ctx.now());
  return outcome.result;
}
