import 'server-only';
import { readRows, type KeptEvent } from './read-store';

interface Fold {
  reads: number;
  denied: number;
}

const DAY_MILLISECONDS = 86_400_000;
const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** The roll-up worked out from the events alone, in another language than the store's. */
export function foldReads(events: readonly KeptEvent[]): Record<string, Fold> {
  const folds: Record<string, Fold> = {};
  for (const { secret_id, principal_id, actor_kind, action_class, outcome, at } of events) {
    if (secret_id === null || action_class !== 'read' || !['success', 'denied'].includes(outcome)) continue;
    const fold = (folds[`${secret_id} ${dayOf(at)} ${principal_id} ${actor_kind}`] ??= { reads: 0, denied: 0 });
    if (outcome === 'success') fold.reads += 1;
    else fold.denied += 1;
  }
  return folds;
}

export async function readFolds(url: string): Promise<Record<string, Fold>> {
  const rows = await readRows<Fold & { key: string }>(
    url,
    `select secret_id || ' ' || day || ' ' || principal_id || ' ' || actor_kind as key, reads, denied from keyledger.read_day`,
  );
  return Object.fromEntries(rows.map(({ key, reads, denied }) => [key, { reads, denied }]));
}

/** Reads of the last 30 UTC days by secret, each with its replicas', where there are any. */
export function foldUsage(
  events: readonly KeptEvent[],
  primaries: ReadonlyMap<string, string>,
  now: Date,
): Record<string, { reads30d: number; readers30d: number }> {
  const first = dayOf(new Date(now.getTime() - 29 * DAY_MILLISECONDS));
  const readers = new Map<string, string[]>();
  for (const { secret_id, principal_id, action_class, outcome, at } of events) {
    if (secret_id === null || action_class !== 'read' || outcome !== 'success' || dayOf(at) < first) continue;
    const primary = primaries.get(secret_id);
    for (const id of primary ? [secret_id, primary] : [secret_id])
      readers.set(id, [...(readers.get(id) ?? []), principal_id]);
  }
  return Object.fromEntries(
    [...readers].map(([id, all]) => [id, { reads30d: all.length, readers30d: new Set(all).size }]),
  );
}

export async function readUsage(url: string): Promise<ReturnType<typeof foldUsage>> {
  const rows = await readRows<{ id: string; reads30d: number; readers30d: number }>(
    url,
    `select secret_id as id, reads30d, readers30d from keyledger.usage where reads30d > 0`,
  );
  return Object.fromEntries(rows.map(({ id, ...figures }) => [id, figures]));
}

/** Each replica's primary, by our ids. */
export async function readPrimaries(url: string): Promise<Map<string, string>> {
  const rows = await readRows<{ id: string; primary: string }>(
    url,
    `select r.id, p.id as primary from keyledger.secret r join keyledger.secret p on p.arn = r.primary_arn`,
  );
  return new Map(rows.map(({ id, primary }) => [id, primary]));
}
