const LOG = /_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_[^/]*$/;
const DIGEST = /_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z(?:_backfill)?\.json\.gz$/;

const HOUR = 3_600_000;
/** Digests come hourly, some of them late: for so long a file waits for the one that vouches for it. */
const MOST_WAITING = 3 * HOUR;

function toTime(parts: RegExpExecArray | null): Date | null {
  const [, year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = (parts ?? []).map(Number);
  return parts && new Date(Date.UTC(year, month - 1, day, hour, minute, second));
}

/** When a log file was delivered, by its name; null: the name is none. */
export const toDelivered = (path: string): Date | null => toTime(LOG.exec(path));

/** Where the time of delivery ends that a digest speaks of, by its name. */
export const toDigestEnd = (path: string): Date | null => toTime(DIGEST.exec(path));

/**
 * Whether a log file that no digest names yet is left for the next look: read now, nothing would vouch for what it tells.
 * `until`: up to when CloudTrail signed for what it delivered; null: for nothing.
 */
export function waitsForDigest(path: string, until: Date | null, now: Date): boolean {
  const at = toDelivered(path);
  if (at === null || now.getTime() - at.getTime() >= MOST_WAITING) return false;
  return until === null || at.getTime() + HOUR > until.getTime();
}
