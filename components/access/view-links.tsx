import Link from 'next/link';
import type { AccessList } from '@/lib/contract/access-list';
import { toHref, valueOf, without, withValue, type UrlState } from '@/components/layout/url-state';
import { ACCESS_PATH, accessHref, isFilteredView, type PresetView } from './events-url';

const CHANGES = ['change', 'rotation', 'policy', 'delete'].map((action) => ['action', action] as const);
const PERIODS = [
  ['24h', '24 h'],
  ['7d', '7 d'],
  ['30d', '30 d'],
  ['90d', '90 d'],
] as const;
const DEFAULT_PERIOD = '30d';
const LOOK =
  'inline-flex min-h-7 items-center gap-1.5 rounded-md px-2 text-ink-2 hover:bg-sunk hover:text-ink aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent';

const periodOf = (state: UrlState): UrlState => state.filter(([name]) => name === 'from' || name === 'to');
const sameSet = (one: UrlState, other: UrlState): boolean =>
  one.length === other.length && one.every(([name, value]) => other.some(([n, v]) => n === name && v === value));

interface Props {
  state: UrlState;
  view?: PresetView | undefined;
  counts: AccessList['presets'];
  /** Whether any history of the period was read: where none was, no 0 is told. */
  known: boolean;
}

/** What most people look for, one link each, in the period that is chosen. */
export function PresetLinks({ state, view, counts, known }: Props) {
  const period = periodOf(state);
  const filters = state.filter(([name]) => name !== 'cursor' && name !== 'from' && name !== 'to');
  const presets: readonly (readonly [name: string, filter: UrlState, count?: number])[] = [
    ['All events', []],
    ['People', [['actorKind', 'person']], counts?.people],
    ['Denied', [['outcome', 'denied']], counts?.denied],
    ['Changes', CHANGES, counts?.changes],
  ];
  const own = [
    ['Unusual', 'unusual'],
    ['First-time readers', 'first-readers'],
    ['Bulk reads', 'bulk-reads'],
    ['Top', 'top'],
    ['Heatmap', 'heatmap'],
  ] as const;
  return (
    <ul aria-label="Presets" className="flex flex-wrap gap-0.5">
      {presets.map(([name, filter, count]) => (
        <li key={name}>
          <Link
            href={accessHref([...filter, ...period])}
            prefetch={false}
            aria-current={!view && sameSet(filters, filter) ? 'true' : undefined}
            className={LOOK}
          >
            {name}
            {count !== undefined && (known || count > 0) && (
              <span className="text-ink-3">{count.toLocaleString('en')}</span>
            )}
          </Link>
        </li>
      ))}
      {own.map(([name, value]) => (
        <li key={value}>
          <Link
            // What is looked at as a whole stays what is looked at.
            href={accessHref([['preset', value], ...(isFilteredView(value) ? filters : []), ...period])}
            prefetch={false}
            aria-current={view === value ? 'true' : undefined}
            className={LOOK}
          >
            {name}
          </Link>
        </li>
      ))}
      <li>
        <Link href="/access/reviews" prefetch={false} className={LOOK}>
          Reviews
          {counts !== undefined && counts.overdueReviews > 0 && (
            <span className="text-bad">{counts.overdueReviews.toLocaleString('en')} overdue</span>
          )}
        </Link>
      </li>
    </ul>
  );
}

export function PeriodLinks({ state, kept = [] }: { state: UrlState; kept?: UrlState }) {
  const chosen = valueOf(state, 'to') ? undefined : (valueOf(state, 'from') ?? DEFAULT_PERIOD);
  const rest = without(without(state, 'to'), 'from');
  const all = [...kept, ...rest];
  return (
    <ul aria-label="Period" className="flex gap-0.5 md:ml-auto">
      {PERIODS.map(([value, words]) => (
        <li key={value}>
          <Link
            href={toHref(ACCESS_PATH, value === DEFAULT_PERIOD ? all : withValue(all, 'from', value))}
            prefetch={false}
            scroll={false}
            aria-current={chosen === value ? 'true' : undefined}
            className={LOOK}
          >
            {words}
          </Link>
        </li>
      ))}
    </ul>
  );
}
