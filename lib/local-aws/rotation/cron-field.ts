export class ScheduleError extends Error {}

export type FieldRange = { from: number; to: number; names?: readonly string[] };

/** `5`, or `FRI` where the field has names, counted from its first value on. */
export function toValue(part: string, { from, to, names = [] }: FieldRange): number {
  const named = names.indexOf(part.toUpperCase());
  const value = named >= 0 ? from + named : Number(part);
  if (!(named >= 0 || /^\d{1,2}$/.test(part)) || value < from || value > to) throw new ScheduleError(part);
  return value;
}

/** One member of a list: `*`, `8`, `1-5`, `MON-FRI`, `4/12`, `0-12/4`, as the values it stands for. */
function toValues(part: string, range: FieldRange): number[] {
  const [span = '', step, ...rest] = part.split('/');
  const every = step === undefined ? 1 : Number(step);
  if (rest.length > 0 || !(Number.isInteger(every) && every >= 1) || step === '') throw new ScheduleError(part);
  const [first = '', last, ...more] = span.split('-');
  if (more.length > 0) throw new ScheduleError(part);
  const whole = span === '*';
  const from = whole ? range.from : toValue(first, range);
  const open = whole || (last === undefined && step !== undefined);
  const to = open ? range.to : toValue(last ?? first, range);
  if (to < from) throw new ScheduleError(part);
  return Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, index) => from + index * every);
}

/** All values a field names, in order (`, - * /` of UG rotate-secrets_schedule). Throws ScheduleError. */
export function readField(field: string, range: FieldRange): number[] {
  const values = new Set(field.split(',').flatMap((part) => toValues(part, range)));
  return [...values].sort((a, b) => a - b);
}
