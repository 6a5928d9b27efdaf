import type { RotationList } from '@/lib/contract/rotation-list';
import { FacetGroup, type FacetRow } from '@/components/secrets/facet-group';
import { EnvironmentLabel } from '@/components/secrets/environment-label';
import { Said } from '@/components/ui/said';
import { toggled, valuesOf, without, type UrlState } from '@/components/layout/url-state';
import { rotationHref, type FILTERS } from './rotation-url';

type Filter = (typeof FILTERS)[number];

const TITLES = { env: 'Environment', account: 'Account', service: 'Service' } as const satisfies Record<Filter, string>;

/** Counted within the bucket that is looked at. */
export function RotationFilters({ filters, state }: { filters: RotationList['filters']; state: UrlState }) {
  const base = without(state, 'runs');
  const rowsOf = (name: Filter): FacetRow[] => {
    const chosen = valuesOf(state, name);
    const counted = filters[name];
    const unseen = chosen.filter((value) => !counted.some((row) => row.value === value));
    return [...counted, ...unseen.map((value) => ({ value, label: undefined, count: 0 }))].map((row) => ({
      key: row.value,
      href: rotationHref(toggled(base, name, row.value)),
      on: chosen.includes(row.value),
      content: name === 'env' ? <EnvironmentLabel value={row.value} /> : <Said text={row.label ?? row.value} />,
      count: row.count,
    }));
  };
  return (
    <div className="flex flex-col gap-4">
      <FacetGroup title={TITLES.env} rows={rowsOf('env')} />
      <FacetGroup title={TITLES.account} rows={rowsOf('account')} />
      <FacetGroup title={TITLES.service} rows={rowsOf('service')} />
    </div>
  );
}
