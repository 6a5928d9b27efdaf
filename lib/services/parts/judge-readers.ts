import 'server-only';
import { READER_DAYS, type CurrentSince } from '@/lib/domain/adoption/adoption-facts';
import { judgeAdoption, type JudgedAdoption } from '@/lib/domain/adoption/judge-adoption';
import type { CoverageInterval } from '@/lib/domain/event-record';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { InventoryRow, Sight } from '@/lib/domain/ports/inventory-store';

const DAY_MS = 86_400_000;
const MOST_READERS = 500;

interface Known {
  current: CurrentSince;
  coverage: readonly CoverageInterval[];
  now: Date;
}

/** Which readers of the last days have the version that is current. Over a secret that is read all the time it takes seconds. */
export async function judgeReaders(
  { store }: Pick<SystemContext, 'store'>,
  sight: Sight,
  row: InventoryRow,
  { current, coverage, now }: Known,
): Promise<{ judged: JudgedAdoption; more: boolean }> {
  const found = await store.history.adoption(sight, row.id, {
    from: new Date(now.getTime() - READER_DAYS * DAY_MS),
    to: now,
    after: current.after,
    by: current.by,
    limit: MOST_READERS + 1,
  });
  const more = found.length > MOST_READERS;
  const judged = judgeAdoption({
    current,
    versionStages: row.versionStages ?? {},
    readers: found.slice(0, MOST_READERS),
    allReaders: !more,
    coverage,
    rotationLambdaArn: row.rotationLambdaArn,
    now,
  });
  return { judged, more };
}
