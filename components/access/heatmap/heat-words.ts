export interface HeatDay {
  /** `YYYY-MM-DD`, UTC. */
  day: string;
  /** `none`: not covered, so that 0 is unknown; `cut`: too much to be counted that far back; `unkept`: its events are deleted. */
  known: 'whole' | 'part' | 'none' | 'cut' | 'unkept';
}

/** Of them all: how many, and how many of these were denied and failed. */
export type HeatCell = readonly [count: number, denied: number, failed: number];

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** `Fri 20 Nov 2026` */
export function dayWords(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  return `${WEEKDAYS[at.getUTCDay()]} ${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
}

/** `Nov 2026` */
export const monthWords = (day: string): string => dayWords(day).split(' ').slice(2).join(' ');

const NOTHING = {
  whole: 'none',
  part: 'none in what is covered',
  none: 'not covered',
  cut: 'not counted',
  unkept: 'no longer kept',
} as const satisfies Record<HeatDay['known'], string>;
const BESIDE = {
  whole: '',
  part: ', covered in part',
  none: ', not covered',
  cut: ', counted in part',
  unkept: ', others no longer kept',
} as const satisfies Record<HeatDay['known'], string>;

/** `16 reads, 2 of them denied`; nothing is `none` only where the day is covered. */
export function cellWords([count, denied, failed]: HeatCell, known: HeatDay['known'], what: string): string {
  if (count === 0) return NOTHING[known];
  const parts = [
    `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`,
    ...(denied > 0 ? [`${denied.toLocaleString('en')} denied`] : []),
    ...(failed > 0 ? [`${failed.toLocaleString('en')} failed`] : []),
  ];
  return `${parts.join(', ')}${BESIDE[known]}`;
}

/** Months over their days: `[name, days]`; a name that its days have no room for is left out. */
export function monthSpans(days: readonly HeatDay[]): { key: string; name: string; days: number }[] {
  const spans = [...Map.groupBy(days, ({ day }) => day.slice(0, 7))];
  return spans.map(([key, own]) => ({ key, name: own.length < 3 ? '' : monthWords(`${key}-01`), days: own.length }));
}
