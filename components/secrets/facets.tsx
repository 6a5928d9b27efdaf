import { MOST_FACET_VALUES, type FacetName, type SecretFacets } from '@/lib/contract/secrets-list';
import { toggled, valueOf, valuesOf, withValue, without, type UrlState } from '@/components/layout/url-state';
import { Said } from '@/components/ui/said';
import { toVisibleText } from '@/components/ui/visible-text';
import { EnvironmentLabel } from './environment-label';
import { FacetGroup, type FacetRow } from './facet-group';
import { inOrder } from './facet-order';
import { facetWords } from './facet-words';

/** In the order in which people narrow. */
const GROUPS = [
  ['env', 'Environment'],
  ['state', 'Rotation'],
  ['account', 'Account'],
  ['region', 'Region'],
  ['tag', 'Tag'],
  ['service', 'Service'],
  ['valueAge', 'Value age'],
  ['lastRead', 'Last read'],
  ['owner', 'Owner'],
  ['owningService', 'Managed by'],
  ['key', 'Key'],
] as const satisfies readonly (readonly [FacetName, string])[];

type ToHref = (state: UrlState) => string;

interface Props {
  facets: SecretFacets;
  state: UrlState;
  /** The address of the screen that shows this state. */
  toHref: ToHref;
  /** Whether this screen leaves out what is pending deletion unless it is asked for. */
  hasPending?: boolean;
}

export function Facets({ facets, state, toHref, hasPending = true }: Props) {
  return (
    <div className="flex flex-col gap-3.5">
      {GROUPS.map(([name, title]) => (
        <FacetGroup
          key={name}
          title={title}
          rows={toRows(name, facets, state, toHref)}
          cutAt={(facets[name]?.length ?? 0) < MOST_FACET_VALUES ? undefined : MOST_FACET_VALUES}
        />
      ))}
      {hasPending && <FacetGroup title="Pending deletion" rows={toPendingRows(facets, state, toHref)} />}
    </div>
  );
}

function toRows(name: FacetName, facets: SecretFacets, state: UrlState, toHref: ToHref): FacetRow[] {
  const chosen = valuesOf(state, name);
  const counted = facets[name] ?? [];
  // A value that was chosen and now counts nothing must stay, or it could not be taken back here.
  const gone = chosen
    .filter((value) => !counted.some((row) => row.value === value))
    .map((value) => ({ value, label: undefined, count: 0 }));
  return inOrder(name, [...counted, ...gone]).map((row) => {
    const words = facetWords(name, row.value, row.label);
    return {
      key: row.value,
      href: toHref(toggled(state, name, row.value)),
      on: chosen.includes(row.value),
      content: <FacetContent name={name} value={row.value} words={words} />,
      count: row.count,
    };
  });
}

/** No longer than this, words are never cut, so that they need not be said again on hover. */
const NARROW = 14;

function FacetContent({ name, value, words }: { name: FacetName; value: string; words: string }) {
  if (name === 'env') return <EnvironmentLabel value={value} />;
  const [key, ...rest] = words.split(' = ');
  const full = words.length > NARROW ? { title: toVisibleText(words) } : {};
  if (name !== 'tag' || rest.length === 0) return <bdi {...full}>{toVisibleText(words)}</bdi>;
  return (
    <span {...full} className="pair">
      <bdi>{toVisibleText(key ?? '')}</bdi>
      <span>
        {' = '}
        <Said text={rest.join(' = ')} />
      </span>
    </span>
  );
}

/** Left out unless one of these asks for it, which then takes itself back. */
function toPendingRows({ pending }: SecretFacets, state: UrlState, toHref: ToHref): FacetRow[] {
  const chosen = valueOf(state, 'pending');
  const toRow = (value: string, words: string, count: number | null): FacetRow => ({
    key: value,
    href: toHref(chosen === value ? without(state, 'pending') : withValue(state, 'pending', value)),
    on: chosen === value,
    content: <span>{words}</span>,
    count,
  });
  return [toRow('only', 'only these', pending[0]?.count ?? 0), toRow('include', 'shown too', null)];
}
