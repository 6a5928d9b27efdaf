import type { CalendarList } from '@/lib/contract/rotation-calendar';
import { MOST_FACET_VALUES } from '@/lib/contract/secrets-list';
import { FacetGroup, type FacetRow } from '@/components/secrets/facet-group';
import { facetWords } from '@/components/secrets/facet-words';
import { EnvironmentLabel } from '@/components/secrets/environment-label';
import { Said } from '@/components/ui/said';
import { toggled, valuesOf, without, type UrlState } from '@/components/layout/url-state';

type Filters = CalendarList['filters'];

const TITLES = {
  state: 'State',
  env: 'Environment',
  account: 'Account',
  service: 'Service',
} as const satisfies Record<keyof Filters, string>;
const NAMES = ['state', 'env', 'account', 'service'] as const;

interface Props {
  /** Each counted under the others. A list by buckets has no filter by state. */
  filters: Omit<Filters, 'state'> & Partial<Filters>;
  state: UrlState;
  toHref: (state: UrlState) => string;
}

/** Whatever is chosen begins at the first page of runs again, too. */
export function RotationFilters({ filters, state, toHref }: Props) {
  const base = without(state, 'runs');
  const rowsOf = (name: keyof Filters, counted: Filters[keyof Filters]): FacetRow[] => {
    const chosen = valuesOf(state, name);
    const unseen = chosen.filter((value) => !counted.some((row) => row.value === value));
    return [...counted, ...unseen.map((value) => ({ value, label: undefined, count: 0 }))].map((row) => ({
      key: row.value,
      href: toHref(toggled(base, name, row.value)),
      on: chosen.includes(row.value),
      content:
        name === 'env' ? (
          <EnvironmentLabel value={row.value} />
        ) : (
          <Said text={facetWords(name, row.value, row.label)} />
        ),
      count: row.count,
    }));
  };
  return (
    <div className="flex flex-col gap-4">
      {NAMES.map((name) => {
        const counted = filters[name];
        if (!counted) return null;
        const cutAt = counted.length < MOST_FACET_VALUES ? undefined : MOST_FACET_VALUES;
        return (
          <FacetGroup
            key={name}
            title={TITLES[name]}
            rows={rowsOf(name, counted)}
            cutAt={cutAt}
            cutHint="the other filters narrow them"
          />
        );
      })}
    </div>
  );
}
