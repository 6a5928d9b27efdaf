import Link from 'next/link';
import type { CalendarList } from '@/lib/contract/rotation-calendar';
import { toggled, valueOf, without, type UrlState } from '@/components/layout/url-state';
import { TableCaption, TableHeader } from '@/components/ui/table';
import { calendarHref } from './calendar-url';
import { toWeeks, type GridDay } from './to-weeks';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
/** Squares in a cell; beyond them the number says it. */
const MOST = 10;

const MONTHS = new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' });

/** `28`; the first of a month, and of the picture, with its month. */
const dayLabel = (day: string, isFirst: boolean): string =>
  isFirst || day.endsWith('-01')
    ? `${Number(day.slice(8))} ${MONTHS.format(new Date(day))}`
    : String(Number(day.slice(8)));

interface Props {
  days: CalendarList['days'];
  state: UrlState;
  now: string;
}

/** How many are to be rotated on each day of five weeks; each number leads to exactly those. */
export function ComingWeeks({ days, state, now }: Props) {
  const weeks = toWeeks(days, now);
  const first = weeks[0]?.[0]?.day;
  const base = without(state, 'runs');
  const chosen = valueOf(state, 'day');
  const hrefOf = (day: string) => calendarHref(toggled(day === chosen ? base : without(base, 'day'), 'day', day));
  return (
    <table className="w-full table-fixed border-collapse">
      <TableCaption>Rotations by day, five weeks</TableCaption>
      <thead>
        <tr>
          {WEEKDAYS.map((name) => (
            <TableHeader key={name} className="px-2 pb-1 text-left text-sm font-medium text-ink-3">
              {name}
            </TableHeader>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]?.day}>
            {week.map((one) => (
              <td
                key={one.day}
                aria-current={one.day === now.slice(0, 10) ? 'date' : undefined}
                className="relative h-14 border border-line p-0 align-top aria-[current]:bg-accent-soft"
              >
                <Cell
                  one={one}
                  label={dayLabel(one.day, one.day === first)}
                  href={one.count > 0 ? hrefOf(one.day) : null}
                  isChosen={one.day === chosen}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  one: GridDay;
  label: string;
  /** null: there is nothing to lead to. */
  href: string | null;
  isChosen: boolean;
}

function Cell({ one, label, href, isChosen }: CellProps) {
  const { day, count, troubled, isPast } = one;
  const head = (
    <time dateTime={day} className={isPast ? 'text-ink-3' : 'text-ink-2'}>
      {label}
    </time>
  );
  if (href === null) return <div className="px-2 py-1 text-sm">{head}</div>;
  const rest = troubled > 0 ? `to rotate, ${troubled.toLocaleString('en')} in trouble` : 'to rotate';
  return (
    <Link
      href={href}
      prefetch={false}
      scroll={false}
      aria-current={isChosen ? 'true' : undefined}
      title={`${count.toLocaleString('en')} ${rest}`}
      className="absolute inset-0 flex flex-col gap-1 px-2 py-1 text-sm hover:bg-sunk focus-visible:-outline-offset-2 aria-[current]:outline-2 aria-[current]:-outline-offset-2 aria-[current]:outline-accent"
    >
      <span className="flex justify-between gap-1">
        {head}
        <b className={troubled > 0 ? 'font-medium text-bad' : 'font-medium'}>{count.toLocaleString('en')}</b>
        <span className="sr-only">
          {rest}, {day}
        </span>
      </span>
      <Squares count={count} troubled={troubled} />
    </Link>
  );
}

/** What is in trouble first; the number beside it says how many they are. */
function Squares({ count, troubled }: Pick<GridDay, 'count' | 'troubled'>) {
  const shown = Math.min(count, MOST);
  return (
    <span aria-hidden className="flex flex-wrap gap-[3px] max-md:hidden">
      {Array.from({ length: shown }, (_, place) => (
        <span
          key={place}
          className={place < troubled ? 'size-1.5 rounded-[2px] bg-bad' : 'size-1.5 rounded-[2px] bg-due'}
        />
      ))}
    </span>
  );
}
