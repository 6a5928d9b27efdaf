import 'server-only';
import type { AccessEvent } from '@/lib/domain/event-record';

/** Of one statement: mostly some 2 MB, of which PostgreSQL and this process hold a copy each; never much more than this. */
const MOST_EVENTS = 1000;
const MOST_LETTERS = 8 * 1024 * 1024;

/** About how long a value's JSON is. Walks it only: to write it takes ten times as long. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 3;
  if (typeof value !== 'object' || value === null) return 6;
  let size = 2;
  if (Array.isArray(value)) for (const part of value) size += sizeOf(part);
  else for (const [key, part] of Object.entries(value)) size += key.length + 4 + sizeOf(part);
  return size;
}

/** The same events in the same order, each time as many as one statement and one block of their records take. */
export function* inBatches(events: readonly AccessEvent[]): Generator<AccessEvent[]> {
  let [batch, size]: [AccessEvent[], number] = [[], 0];
  for (const event of events) {
    const own = sizeOf(event.raw);
    if (batch.length >= MOST_EVENTS || (batch.length > 0 && size + own > MOST_LETTERS)) {
      yield batch;
      [batch, size] = [[], 0];
    }
    batch.push(event);
    size += own;
  }
  if (batch.length > 0) yield batch;
}
