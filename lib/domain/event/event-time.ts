const FORM = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:Z|\+00:00| UTC)?$/;
/** CloudTrail began in 2013; later than 2099 is a mistake, and a store keeps a partition for each month. */
const FIRST_YEAR = 2013;
const LAST_YEAR = 2099;

/**
 * `eventTime`, always UTC: `2024-07-31T12:29:17Z` in trails, `2024-10-17 21:48:45.000000000` in what
 * log pipelines export. Null where it is neither, or no day of the calendar.
 */
export function toEventTime(text: string): Date | null {
  const [, year, month, day, hour, minute, second, fraction = ''] = FORM.exec(text) ?? [];
  if (!year || Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR) return null;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
  const at = new Date(iso);
  // Date would read 30 February as 1 March.
  return Number.isNaN(at.getTime()) || at.toISOString() !== iso ? null : at;
}
