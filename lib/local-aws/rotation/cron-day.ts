import { readField, ScheduleError, toValue, type FieldRange } from './cron-field';

type DayTest = (date: Date) => boolean;

const dayMs = 86_400_000;
const dates: FieldRange = { from: 1, to: 31 };
const weekdays: FieldRange = { from: 1, to: 7, names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] };

const weekdayOf = (date: Date) => date.getUTCDay() + 1;
const isWorkday = (date: Date) => weekdayOf(date) !== 1 && weekdayOf(date) !== 7;
const isLastOfMonth = (date: Date) => new Date(date.getTime() + dayMs).getUTCDate() === 1;

const lastDateOf = (date: Date) => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();

/** The workday nearest to a date, never leaving its month; `undefined` where the month has no such date. */
function nearestWorkday(date: Date, wanted: number): number | undefined {
  const last = lastDateOf(date);
  if (wanted > last) return undefined;
  const day = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), wanted));
  if (isWorkday(day)) return wanted;
  const onSaturday = weekdayOf(day) === 7;
  if (onSaturday) return wanted > 1 ? wanted - 1 : wanted + 2;
  return wanted < last ? wanted + 1 : wanted - 2;
}

function toDateTest(part: string): DayTest {
  if (part === 'L') return isLastOfMonth;
  if (part === 'LW') return (date) => date.getUTCDate() === nearestWorkday(date, lastDateOf(date));
  const near = /^(\d{1,2})W$/.exec(part)?.[1];
  if (near !== undefined) {
    const wanted = toValue(near, dates);
    return (date) => date.getUTCDate() === nearestWorkday(date, wanted);
  }
  const values = new Set(readField(part, dates));
  return (date) => values.has(date.getUTCDate());
}

function toWeekdayTest(part: string): DayTest {
  if (part === 'L') return (date) => weekdayOf(date) === 7;
  const [, last] = /^(\w+)L$/.exec(part) ?? [];
  if (last !== undefined) {
    const wanted = toValue(last, weekdays);
    return (date) => weekdayOf(date) === wanted && date.getUTCDate() > lastDateOf(date) - 7;
  }
  const [, named, turn] = /^(\w+)#([1-5])$/.exec(part) ?? [];
  if (named !== undefined) {
    const wanted = toValue(named, weekdays);
    return (date) => weekdayOf(date) === wanted && Math.ceil(date.getUTCDate() / 7) === Number(turn);
  }
  const values = new Set(readField(part, weekdays));
  return (date) => values.has(weekdayOf(date));
}

const anyOf = (field: string, toTest: (part: string) => DayTest): DayTest => {
  const tests = field.split(',').map(toTest);
  return (date) => tests.some((test) => test(date));
};

/**
 * Day-of-month (`, - * ? / L W`) and day-of-week (`, - * ? / L #`) as one test. Exactly one of them is `?`: a schedule
 * goes by dates or by weekdays (UG rotate-secrets_schedule). Throws ScheduleError.
 */
export function readDays(ofMonth: string, ofWeek: string): DayTest {
  if ((ofMonth === '?') === (ofWeek === '?')) throw new ScheduleError(`${ofMonth} ${ofWeek}`);
  return ofWeek === '?' ? anyOf(ofMonth, toDateTest) : anyOf(ofWeek, toWeekdayTest);
}
