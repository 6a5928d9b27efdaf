import 'server-only';
import { randomUUID } from 'node:crypto';
import { normaliseRecord } from '@/lib/domain/event/normalise-record';
import type { Normalised } from '@/lib/domain/event-record';
import { provenBy, type HistoryRange } from '@/lib/domain/history/plan-history';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Scope } from '@/lib/domain/scope';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import { ownRoles } from './own-roles';

interface Read {
  scope: Scope;
  /** Roles that this installation assumes for reading. */
  ownRoleArns: readonly string[];
}

/**
 * Reads a range newest first; each page and the coverage it proves are applied in one transaction, so
 * that wherever a process dies the next one goes on from there. `mayGoOn` is asked after each page;
 * what is left then is returned, null: nothing. What changed a secret has it described at once.
 */
export async function readRange(
  ctx: SystemContext,
  { scope, ownRoleArns }: Read,
  range: HistoryRange,
  mayGoOn: () => boolean,
): Promise<HistoryRange | null> {
  const { accountId, region } = scope;
  const context = { accountId, region, ownRoleArns: ownRoles(ctx, scope, ownRoleArns) };
  let oldest: Date | null = null;
  let left: HistoryRange | null = range;
  let showsReads = false;
  let replaced = 0;
  try {
    for await (const page of ctx.aws.lookupEvents(scope, range)) {
      const records = page.records.map((raw) => normaliseRecord(raw, context));
      oldest = findOldest(records, oldest);
      // Without a single call that reads it may as well keep none: AWS would show our own.
      showsReads ||= !ctx.aws.foreign || records.some(isReading);
      const proven = showsReads ? provenBy(range, { oldest, more: page.more }) : null;
      const applied = await ctx.store.history.applyEvents({
        scopeId: scope.id,
        records,
        covered: proven && { ...proven, source: 'lookup-events' },
        at: ctx.now(),
      });
      replaced += applied.replaced;
      for (const changed of applied.changedScopeIds) await ctx.jobs.describeChanged(changed);
      if (proven) left = { from: range.from, to: proven.from };
      if (!page.more) return null;
      if (!mayGoOn()) return left;
    }
    return null;
  } finally {
    if (replaced > 0) await tellReplaced(ctx, scope, replaced);
  }
}

/**
 * A trail file that was imported said otherwise than AWS: whoever looks for what was edited finds it in the ledger. It may
 * also have another shape alone, as where an export leaves out what is null.
 */
async function tellReplaced(ctx: SystemContext, { id }: Scope, events: number): Promise<void> {
  const entry: NewLedgerEntry = {
    actId: randomUUID(),
    action: 'history.replace',
    phase: 'noted',
    actor: { id: 'keyledger', name: 'Keyledger', persona: null },
    secret: null,
    reason: null,
    code: null,
    requestId: null,
    count: 1,
    detail: { scope: id, events },
  };
  await ctx.store.ledger.append(entry, ctx.now());
}

const isReading = (record: Normalised): boolean =>
  record.ok && (record.event.actionClass === 'read' || record.event.actionClass === 'list');

function findOldest(records: readonly Normalised[], before: Date | null): Date | null {
  let oldest = before;
  for (const record of records)
    if (record.ok && (oldest === null || record.event.at < oldest)) oldest = record.event.at;
  return oldest;
}
