const MINUTE = 60_000;
const UNITS = { m: MINUTE, h: 60 * MINUTE, d: 24 * 60 * MINUTE } as const;
const AGO = /^([1-9][0-9]{0,4})([mhd])$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const isUnit = (unit: string | undefined): unit is keyof typeof UNITS => unit !== undefined && unit in UNITS;

/**
 * The moment that a person asks for: an ISO time, a day (UTC; as an end it is meant with its last
 * millisecond), or how long ago (`24h`, `30d`, `90m`). null: none of these.
 */
export function toAskedMoment(text: string, edge: 'from' | 'to', now: Date): Date | null {
  const [, count, unit] = AGO.exec(text) ?? [];
  if (isUnit(unit)) return new Date(now.getTime() - Number(count) * UNITS[unit]);
  const at = new Date(DAY.test(text) && edge === 'to' ? `${text}T23:59:59.999Z` : text);
  // A date that no calendar has rolls over into the next month: it is not what was asked for.
  const kept = !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text.slice(0, 10);
  return kept && /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?$/.test(text) && !text.startsWith('0000') ? at : null;
}
