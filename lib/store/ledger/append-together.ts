import 'server-only';
import { findMany, mostBegun } from '@/lib/domain/hourly-limits';
import type { LedgerEntry } from '@/lib/domain/ledger-entry';
import type { HourlyLimit, LedgerStore } from '@/lib/domain/ports/act-stores';
import type { Queryable } from '@/lib/store/connect';
import { isOfData } from '@/lib/store/to-database-error';
import { appendBatchLocked, lockLedger, type Timed } from './append';
import { appendWithin } from './append-within';
import { findNextTurn } from './recent-entries';

/** Of one transaction: a few ms of hashes under the lock. */
const MOST = 50;
/** While one writes the next waits for the lock already; and where the answer to one never comes, there is the other. */
const LANES = 2;

interface Waiting extends Timed {
  limit: HourlyLimit | undefined;
  told: PromiseWithResolvers<LedgerEntry>;
}

/** Those that ask for more than the limits of every act come alone. */
const isPlain = ({ entry, limit }: Waiting): boolean => limit === undefined && findMany(entry) === null;

function takeBatch(waiting: Waiting[]): Waiting[] {
  const other = waiting.findIndex((one) => !isPlain(one));
  return waiting.splice(0, other === -1 ? MOST : Math.min(MOST, Math.max(other, 1)));
}

/** Whether all of them together stay within the hour; where it is close, each is to be asked for itself. */
async function mayAllBegin(tx: Queryable, batch: readonly Timed[], times: number): Promise<boolean> {
  const kinds = Map.groupBy(
    batch.filter(({ entry }) => mostBegun(entry) !== null),
    ({ entry: { actor, action, phase } }) => JSON.stringify([actor.id, action, phase]),
  );
  for (const alike of kinds.values()) {
    const [{ entry } = { entry: null }] = alike;
    const most = entry && mostBegun(entry);
    if (!entry || most === null) continue;
    const left = most * times - alike.length + 1;
    const earliest = new Date(Math.min(...alike.map(({ at }) => at.getTime())));
    const begun = { actorId: entry.actor.id, action: entry.action, phase: entry.phase };
    if (left < 1 || (await findNextTurn(tx, begun, earliest, left))) return false;
  }
  return true;
}

/** All or, where each is to be asked for itself, null and nothing. */
const appendAll = async (db: Queryable, batch: readonly Timed[], times: number): Promise<LedgerEntry[] | null> =>
  db
    .transaction(async (tx) => {
      await lockLedger(tx);
      return (await mayAllBegin(tx, batch, times)) ? appendBatchLocked(tx, batch) : null;
    })
    .catch((error: unknown) => {
      // For one of them, perhaps; the others stand.
      if (isOfData(error)) return null;
      throw error;
    });

/**
 * Appends what comes while others are being written in one transaction, so that the lock and the disk are waited for once
 * for all of it. Each is told when it stands, and not before.
 */
export function createAppender(db: Queryable, times: number): LedgerStore['append'] {
  const waiting: Waiting[] = [];
  let lanes = 0;

  async function writeAlone({ entry, at, limit, told }: Waiting): Promise<void> {
    await appendWithin(db, entry, at, { limit, times }).then(told.resolve, told.reject);
  }

  async function writeBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      const entries = batch.length > 1 ? await appendAll(db, batch, times) : null;
      if (!entries) for (const one of batch) await writeAlone(one);
      else for (const [index, { told }] of batch.entries()) if (entries[index]) told.resolve(entries[index]);
    } catch (error) {
      for (const { told } of batch) told.reject(error);
    }
  }

  async function work(): Promise<void> {
    lanes += 1;
    while (waiting.length > 0) await writeBatch(takeBatch(waiting));
    lanes -= 1;
  }

  return async (entry, at, limit) => {
    const told = Promise.withResolvers<LedgerEntry>();
    waiting.push({ entry, at, limit, told });
    if (lanes < LANES) void work();
    return told.promise;
  };
}
