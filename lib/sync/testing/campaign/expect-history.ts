import 'server-only';
import { expect } from 'vitest';
import type { Scope } from '@/lib/domain/scope';
import type { LocalAws } from '@/lib/local-aws/start';
import { foldReads, foldUsage, readFolds, readPrimaries, readUsage } from './fold-reads';
import { readKeptEvents, readRows, type KeptEvent } from './read-store';
import { readTrueEvents, type TrueEvent } from './read-truth';

interface Interval {
  scope_id: string;
  from_at: Date;
  to_at: Date;
}

/** A call across accounts is two records of one event, of which one is kept. */
function findMissing(truth: readonly TrueEvent[], kept: readonly KeptEvent[]): TrueEvent[] {
  const ids = new Set(kept.map(({ event_id }) => event_id));
  const shared = new Set<unknown>(kept.map(({ shared_event_id }) => shared_event_id).filter((id) => id !== null));
  return truth.filter(({ id, record }) => !ids.has(id) && !shared.has(record['sharedEventID']));
}

/** Never more said than done: all that AWS has within the coverage is in the store. May be asked at any moment. */
export async function expectCoverageIsTrue(url: string, local: LocalAws, scopes: readonly Scope[]): Promise<void> {
  // First the claim, then the facts: they only grow.
  const coverage = await readRows<Interval>(url, 'select scope_id, from_at, to_at from keyledger.coverage');
  const kept = await readKeptEvents(url);
  for (const scope of scopes)
    for (const { from_at, to_at } of coverage.filter(({ scope_id }) => scope_id === scope.id)) {
      const claimed = readTrueEvents(local, scope, from_at).filter(({ at }) => at < to_at);
      expect(findMissing(claimed, kept).map(({ id, name, at }) => ({ id, name, at }))).toEqual([]);
    }
}

/** Every event once, up to a moment, and every figure that was worked out of them. */
export async function expectHistoryIsWhole(
  url: string,
  local: LocalAws,
  scopes: readonly Scope[],
  [from, to]: [Date, Date],
): Promise<void> {
  const kept = await readKeptEvents(url);
  const truth = scopes.flatMap((scope) => readTrueEvents(local, scope, from).filter(({ at }) => at <= to));
  expect(truth.length).toBeGreaterThan(0);
  expect(findMissing(truth, kept)).toEqual([]);
  const ids = kept.map(({ event_id }) => event_id);
  expect(ids.length - new Set(ids).size).toBe(0);
  const known = new Set(scopes.flatMap((scope) => readTrueEvents(local, scope, new Date(0))).map(({ id }) => id));
  expect(ids.filter((id) => !known.has(id))).toEqual([]);
  expect(await readFolds(url)).toEqual(foldReads(kept));
  expect(await readUsage(url)).toEqual(foldUsage(kept, await readPrimaries(url), new Date()));
  const wrong = await readRows(
    url,
    `select event_id, ref_value from keyledger.event e where ref_kind is not null
      -- Without it the ARN is its secret's own.
      and (ref_value is not null or secret_id is null)
      and secret_id is distinct from keyledger.secret_at(ref_arn, ref_account_id, ref_region, ref_name, at)`,
  );
  expect(wrong).toEqual([]);
}
