/** So many different secrets by one principal … */
export const BULK_SECRETS = 10;
/** … within so many minutes are a bulk read. */
export const BULK_MINUTES = 10;
const MINUTE_MS = 60_000;

/** What one principal read successfully within one minute. */
export interface MinuteOfReads {
  principalKey: string;
  /** The beginning of the minute. */
  minute: Date;
  /** Ids, each once; a replica by its primary's. */
  secretIds: readonly string[];
  reads: number;
  /** Calls of BatchGetSecretValue that name no single secret: which ones they returned is not recorded (aws-facts §2.3). */
  batches: number;
}

export interface BulkRead {
  principalKey: string;
  /** First and last minute of reads. */
  from: Date;
  to: Date;
  /** Different secrets that are named; with `batches` there may be more. */
  secretIds: string[];
  reads: number;
  batches: number;
}

/**
 * Spans in which some window of 10 minutes holds 10 different secrets, or a batch call; windows that
 * overlap or follow at once are one span, so that a poller is one line. Newest first.
 */
export function findBulkReads(minutes: readonly MinuteOfReads[], least = BULK_SECRETS): BulkRead[] {
  return [...Map.groupBy(minutes, ({ principalKey }) => principalKey).values()]
    .flatMap((own) =>
      findSpans(
        own.toSorted((left, right) => left.minute.getTime() - right.minute.getTime()),
        least,
      ),
    )
    .map(toBulkRead)
    .toSorted((left, right) => right.to.getTime() - left.to.getTime());
}

const isClose = (earlier: Date, later: Date): boolean => later.getTime() - earlier.getTime() < BULK_MINUTES * MINUTE_MS;

/** Minutes of one principal, oldest first, cut into those spans. */
function findSpans(minutes: readonly MinuteOfReads[], least: number): MinuteOfReads[][] {
  const spans: MinuteOfReads[][] = [];
  const seen = new Map<string, number>();
  let start = 0;
  let reached = 0;
  for (const [end, minute] of minutes.entries()) {
    for (const id of minute.secretIds) seen.set(id, (seen.get(id) ?? 0) + 1);
    while (!isClose(minutes[start]?.minute ?? minute.minute, minute.minute))
      for (const id of minutes[start++]?.secretIds ?? []) forget(seen, id);
    const isBulk = seen.size >= least;
    if (!isBulk && minute.batches === 0) continue;
    const first = isBulk ? start : end;
    const last = minutes[reached - 1];
    const joins = last && (first < reached || isClose(last.minute, minutes[first]?.minute ?? minute.minute));
    if (joins) spans.at(-1)?.push(...minutes.slice(reached, end + 1));
    else spans.push(minutes.slice(first, end + 1));
    reached = end + 1;
  }
  return spans;
}

function forget(seen: Map<string, number>, id: string): void {
  const left = (seen.get(id) ?? 0) - 1;
  if (left > 0) seen.set(id, left);
  else seen.delete(id);
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

const toBulkRead = (span: readonly MinuteOfReads[]): BulkRead => ({
  principalKey: span[0]?.principalKey ?? '',
  from: span[0]?.minute ?? new Date(Number.NaN),
  to: span.at(-1)?.minute ?? new Date(Number.NaN),
  secretIds: [...new Set(span.flatMap(({ secretIds }) => secretIds))],
  reads: sum(span.map(({ reads }) => reads)),
  batches: sum(span.map(({ batches }) => batches)),
});
